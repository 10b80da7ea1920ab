"""The trainer's own process: rebuilds networks from plain data, predicts with them, trains them.

It runs no learner code and builds only what `build_keras_model` can build. A class of learners
builds the same network hundreds of times, so models and compiled training loops are cached by
architecture.
"""

from __future__ import annotations

import socket
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import numpy as np

from grader.protocol.arrays import Array, pack, unpack
from grader.protocol.models import Setting
from grader.protocol.networks import DenseLayer, Network, build_keras_model, layer_weights
from grader.protocol.trials import Trial
from grader.protocol.wire import Wire, WireClosedError
from grader.records import TrainingRun
from grader.trainer.messages import (
    MODEL_REQUESTS,
    ModelReply,
    ModelRequest,
    TrainingRequest,
    TrialRequest,
)
from grader.trainer.trials import make_trial

_MAX_CACHED = 24
"""Number of architectures."""

_TYPES: Mapping[Setting, Callable[[float], Any]] = {
    "amsgrad": bool,
    "use_ema": bool,
    "gradient_accumulation_steps": int,
    "ema_overwrite_frequency": int,
}
"""The settings of Adam that are not of type float."""

_NUMBERS = pack(np.ones((1, 1), "float32"))
_WARM_UP = ModelRequest(
    Network((DenseLayer(_NUMBERS, pack(np.zeros(1, "float32"))),)),
    _NUMBERS,
    TrainingRequest(_NUMBERS, pack(np.ones(1, "float32")), 1, 0.01, (), 2.0),
)


def main(connection: socket.socket) -> None:
    """Answer requests until the connection closes."""
    wire = Wire(connection)
    cache = _ModelCache()
    _reply(_WARM_UP, cache)  # while the learner's process is still running
    while True:
        try:
            request = wire.receive(MODEL_REQUESTS)
        except WireClosedError:
            return
        wire.send(_reply(request, cache))


def _reply(request: ModelRequest, cache: _ModelCache) -> ModelReply:
    try:
        predictions, runs = _measured(request, cache)
        return ModelReply(predictions, runs, _trial(request.trial, cache))
    except Exception as error:  # noqa: BLE001  the next request must still be answered
        return ModelReply(internal_error=f"{type(error).__name__}: {error}"[:300])


def _measured(
    request: ModelRequest, cache: _ModelCache
) -> tuple[Array | None, tuple[TrainingRun, ...]]:
    training = request.training
    settings = None if training is None else training.settings
    try:
        model, train, optimizer = cache.prepare(request.network, settings)
    except _ImpossibleError:
        return None, ()
    predictions = None
    if request.probe is not None:
        predictions = pack(np.asarray(model(unpack(request.probe), training=False)))
    runs = _runs(training, model, train, optimizer) if training else ()
    return predictions, tuple(runs)


def _trial(request: TrialRequest | None, cache: _ModelCache) -> Trial | None:
    if request is None:
        return None
    try:
        model, _, optimizer = cache.prepare(request.network, request.settings)
    except _ImpossibleError:
        # The losses do not depend on Adam.
        request = msgspec.structs.replace(request, settings={}, learning_rates=())
        return _trial(request, cache)
    _reset(optimizer)
    return make_trial(model, optimizer, request)


def _reset(optimizer: Any) -> None:
    import tensorflow as tf

    for variable in optimizer.variables:
        variable.assign(tf.zeros(variable.shape, variable.dtype))


def _runs(
    request: TrainingRequest, model: Any, train: Callable[..., Any], optimizer: Any
) -> list[TrainingRun]:
    import tensorflow as tf

    x = tf.constant(unpack(request.x).astype("float32"))
    y = tf.constant(unpack(request.y).astype("float32")[:, None])
    runs = []
    for seed in (None, *request.seeds):
        if seed is not None:
            _draw_weights(model, np.random.default_rng(seed))
        _reset(optimizer)
        optimizer.learning_rate = request.learning_rate
        before = _loss(model, x, y)
        train(x, y, tf.constant(request.steps))
        after = _loss(model, x, y)
        runs.append(TrainingRun(before, after, "as built" if seed is None else "new weights"))
        if after <= request.falls_to * before:
            break
    return runs


def _loss(model: Any, x: Any, y: Any) -> float:
    return float(np.mean(np.abs(np.asarray(model(x, training=False)) - y)))


def _draw_weights(model: Any, rng: np.random.Generator) -> None:
    for layer in model.layers:
        kernel, *biases = layer.get_weights()
        limit = np.sqrt(6.0 / sum(kernel.shape))  # Glorot and Bengio, 2010
        drawn = rng.uniform(-limit, limit, kernel.shape).astype("float32")
        layer.set_weights([drawn, *(np.zeros_like(bias) for bias in biases)])


class _ImpossibleError(Exception):
    """Adam refuses these settings, so that no training is possible."""


class _ModelCache:
    """Models with their compiled training loops, by architecture; drops the least recently used."""

    def __init__(self) -> None:
        self._cached: OrderedDict[Any, tuple[Any, Callable[..., Any], Any]] = OrderedDict()

    def prepare(
        self, network: Network, settings: Mapping[Setting, float] | None
    ) -> tuple[Any, Callable[..., Any], Any]:
        """Return a model with this network's weights, its training loop and its Adam.

        settings: of Adam; None for a model that only predicts.
        """
        sorted_settings = None if settings is None else tuple(sorted(settings.items()))
        key = (sorted_settings, *map(_architecture, network.layers))
        cached = self._cached.pop(key, None)
        if cached is None:
            model = build_keras_model(network)
            loop = _training_loop(model, settings)
            cached = (model, *loop)
        else:
            for layer, data in zip(cached[0].layers, network.layers, strict=True):
                layer.set_weights(layer_weights(data))
        self._cached[key] = cached
        if len(self._cached) > _MAX_CACHED:
            self._cached.popitem(last=False)
        return cached


def _architecture(layer: DenseLayer) -> tuple[Any, ...]:
    return (layer.kernel.shape, layer.bias is not None, layer.activation, layer.trainable)


def _training_loop(
    model: Any, settings: Mapping[Setting, float] | None
) -> tuple[Callable[..., Any], Any]:
    import tensorflow as tf

    if settings is None:
        return _no_training, None
    optimizer = _adam(settings)
    variables = model.trainable_variables
    optimizer.build(variables)

    @tf.function(autograph=False)
    def train(x: Any, y: Any, steps: Any) -> Any:
        def step(number: Any) -> Any:
            with tf.GradientTape() as tape:
                loss = tf.reduce_mean(tf.abs(model(x, training=True) - y))
            if variables:
                optimizer.apply(tape.gradient(loss, variables), variables)
            return number + 1

        # One call for all steps: with one call for each step, calling takes most of the time.
        return tf.while_loop(lambda number: number < steps, step, [0])

    return train, optimizer


def _adam(settings: Mapping[Setting, float]) -> Any:
    import keras

    try:
        kinds = ((name, _TYPES.get(name, float), value) for name, value in settings.items())
        return keras.optimizers.Adam(**{name: kind(value) for name, kind, value in kinds})
    except (ValueError, TypeError, OverflowError) as error:
        raise _ImpossibleError from error


def _no_training(*_arguments: Any) -> Any:
    raise AssertionError("this model was prepared for predictions only")
