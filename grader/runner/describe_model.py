"""Describes a Keras model as plain data, through Keras' public API only."""

from __future__ import annotations

import inspect
from collections.abc import Collection
from typing import Any, Literal, get_args

import numpy as np

from grader.protocol.arrays import Array, NotNumbersError, pack, unpack
from grader.protocol.models import (
    ACTIVATION_GRID,
    LOSS_PREDICTED,
    LOSS_TRUE,
    Activation,
    Compiled,
    Layer,
    Model,
    Setting,
)
from grader.protocol.problems import Problem
from grader.protocol.text import encodable
from grader.runner.fits import take_fits

_MAX_LAYERS = 1_000
_MAX_WEIGHTS = 600_000
"""Enough for three layers of 512 units, which courses build; the shipped one builds layers of 8."""


def describe_model(model: Any, probe: Array | None, *, is_argument: bool = False) -> Model:
    """Describe a model's layers, weights and compile settings, and what it predicts for `probe`.

    probe: shape (rows, n_inputs), or None for no predictions.
    """
    was_built = bool(model.built) and len(model.weights) > 0
    input_shape = _input_shape(model)
    predictions, problem = None, None
    if probe is not None:
        try:
            answer = np.asarray(model(unpack(probe), training=False))
            predictions = _packed(answer)
        except Exception as error:  # noqa: BLE001  the model's own code, or the wrong input size
            problem = Problem(
                "exception", encodable(type(error).__name__, 100), encodable(str(error), 2_000)
            )
    return Model(
        type_name=encodable(type(model).__name__, 100),
        layers=_describe_layers(model),
        built=was_built,
        input_shape=input_shape,
        compiled=_describe_compiled(model) if model.compiled else None,
        predictions=predictions,
        prediction_problem=problem,
        is_argument=is_argument,
        fits=take_fits(model) if is_argument else (),
    )


def _packed(predictions: Any) -> Array | None:
    """Return predictions; None if they are too many, or of a type that is not sent (bfloat16)."""
    try:
        return pack(predictions) if predictions.size <= _MAX_WEIGHTS else None
    except NotNumbersError:
        return None


def _flatten(model: Any) -> list[Any]:
    import keras

    layers: list[Any] = []
    for layer in model.layers:
        if isinstance(layer, keras.Model):
            layers += _flatten(layer)
        elif not isinstance(layer, keras.layers.InputLayer):
            layers.append(layer)
        if len(layers) > _MAX_LAYERS:
            break
    return layers[:_MAX_LAYERS]


def _input_shape(model: Any) -> tuple[int | None, ...] | None:
    try:
        shape = model.input_shape
        return tuple(None if size is None else int(size) for size in shape[1:])
    except (AttributeError, ValueError, TypeError):
        return None  # A model of the learner's own class, not built, or with several inputs.


def _describe_layers(model: Any) -> tuple[Layer, ...]:
    """Describe the layers; without their weights if the model has too many."""
    layers = _flatten(model)
    # fit changes these. A layer does not know whether the model that contains it is frozen.
    trained = {id(weight) for weight in model.trainable_weights}
    dense = [layer for layer in layers if _kind_of(layer) == "Dense" and layer.built]
    has_few = sum(layer.count_params() for layer in dense) <= _MAX_WEIGHTS
    return tuple(_describe_layer(layer, trained, with_weights=has_few) for layer in layers)


def _kind_of(layer: Any) -> str:
    import keras

    type_name = type(layer).__name__
    is_keras = getattr(keras.layers, type_name, None) is type(layer)
    return type_name if is_keras else "custom"


def _describe_layer(layer: Any, trained: Collection[int], *, with_weights: bool) -> Layer:
    """Describe a layer. trained: the ids of the weights that training changes."""
    type_name = encodable(type(layer).__name__, 100)
    kind = _kind_of(layer)
    weights: tuple[Array, ...] = ()
    units, activation, use_bias = None, None, True
    if kind == "Dense":
        units, use_bias = int(layer.units), bool(layer.use_bias)
        if layer.built and with_weights:
            weights = _weights(layer)
    if kind in ("Dense", "Activation"):
        activation = _describe_activation(layer.activation)
    elif kind in ("ReLU", "Lambda"):
        activation = _sample_layer(layer)
    return Layer(
        kind=kind,
        type_name=type_name,
        units=units,
        activation=activation,
        use_bias=use_bias,
        trainable=bool(layer.trainable) and all(id(weight) in trained for weight in layer.weights),
        weights=weights,
        kernel_constraint=_constraint_name(layer, "kernel") if kind == "Dense" else "",
        bias_constraint=_constraint_name(layer, "bias") if kind == "Dense" else "",
    )


def _constraint_name(layer: Any, weight: Literal["kernel", "bias"]) -> str:
    """Return the name of the constraint on a weight; "" if there is none."""
    # Training applies the constraint of the variable, which may differ from that of the layer.
    constraint = getattr(getattr(layer, weight, None), "constraint", None)
    if constraint is None:
        return ""
    return encodable(str(getattr(constraint, "__name__", type(constraint).__name__)), 100)


def _weights(layer: Any) -> tuple[Array, ...]:
    """Return a layer's weights; none if they are of a type that is not sent, such as bfloat16."""
    try:
        return tuple(pack(weight) for weight in layer.get_weights())
    except NotNumbersError:
        return ()


def _describe_activation(function: Any) -> Activation:
    import keras

    name = encodable(str(getattr(function, "__name__", type(function).__name__)), 100)
    if getattr(keras.activations, name, None) is function:
        return Activation(name)
    # Any other function, such as tf.nn.relu or a lambda, is identified by its values.
    try:
        grid = keras.ops.convert_to_tensor(np.array([ACTIVATION_GRID], "float32"))
        samples = pack(np.asarray(function(grid), "float32").reshape(-1))
        return Activation(name, samples, trains=_can_be_traced(function))
    except Exception:  # noqa: BLE001  if it cannot be called, only its name is known
        return Activation(name)


def _can_be_traced(function: Any) -> bool:
    import tensorflow as tf

    inputs = tf.TensorSpec((None, len(ACTIVATION_GRID)), tf.float32)
    try:
        tf.function(function, autograph=False).get_concrete_function(inputs)
    except Exception:  # noqa: BLE001  NumPy raises many types for symbolic tensors
        return False
    return True


def _sample_layer(layer: Any) -> Activation | None:
    try:
        grid = np.array([ACTIVATION_GRID], "float32")
        samples = np.asarray(layer(grid), "float32").reshape(-1)
        return Activation(type(layer).__name__, pack(samples))
    except Exception:  # noqa: BLE001  a Lambda can contain any code
        return None


def _describe_compiled(model: Any) -> Compiled:
    import keras

    optimizer = model.optimizer
    name = encodable(type(optimizer).__name__, 100)
    loss = model.loss
    if isinstance(loss, (list, tuple)) and len(loss) == 1:
        loss = loss[0]
    loss_name, loss_value = _describe_loss(loss)
    return Compiled(
        optimizer=None if optimizer is None else name,
        optimizer_is_keras=getattr(keras.optimizers, name, None) is type(optimizer),
        learning_rate=_learning_rate(optimizer),
        loss=loss_name,
        loss_value=loss_value,
        metrics=_metric_names(model),
        settings=_settings(optimizer),
    )


def _learning_rate(optimizer: Any) -> float | None:
    try:
        return float(np.asarray(optimizer.learning_rate))
    except Exception:  # noqa: BLE001  an optimizer of the learner's own may have none
        return None


def _settings(optimizer: Any) -> dict[Setting, float]:
    settings: dict[Setting, float] = {}
    for name in get_args(Setting):
        value = getattr(optimizer, name, None)
        if isinstance(value, (int, float)):
            settings[name] = float(value)
    return settings


def _describe_loss(loss: Any) -> tuple[str | None, float | None]:
    import keras

    if loss is None:
        return None, None
    try:
        function = keras.losses.get(loss)
        is_named = inspect.isroutine(function) or inspect.isclass(function)
        name = function.__name__ if is_named else type(function).__name__
        true = np.array(LOSS_TRUE, "float32")[:, None]
        predicted = np.array(LOSS_PREDICTED, "float32")[:, None]
        value = np.asarray(
            function(keras.ops.convert_to_tensor(true), keras.ops.convert_to_tensor(predicted))
        )
    except Exception:  # noqa: BLE001  if the loss cannot be called, only its name is known
        return encodable(str(loss), 400), None
    return encodable(name, 100), float(np.mean(value))


def _metric_names(model: Any) -> tuple[str, ...]:
    try:
        metrics = model.get_compile_config().get("metrics") or []
    except Exception:  # noqa: BLE001  metrics that cannot be serialised do not matter here
        return ()
    return tuple(encodable(metric, 100) for metric in metrics if isinstance(metric, str))
