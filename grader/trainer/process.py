"""The trainer's own process: rebuilds networks from plain data, predicts with them, trains them.

It runs no learner code and builds only what `build_keras_model` can build. A class of learners
builds the same network hundreds of times, so models and compiled training loops are cached by
architecture.
"""

from __future__ import annotations

import socket
import warnings
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
    REQUESTS,
    DiagnosisReply,
    DiagnosisRequest,
    ModelReply,
    ModelRequest,
    TrainingRequest,
    TrialRequest,
)
from grader.trainer.search import diagnose
from grader.trainer.training_loop import Loops
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
    cache, loops = _ModelCache(), Loops()
    _reply(_WARM_UP, cache)  # while the learner's process is still running
    while True:
        try:
            request = wire.receive(REQUESTS)
        except WireClosedError:
            return
        if isinstance(request, DiagnosisRequest):
            wire.send(_diagnosis(request, loops))
        else:
            wire.send(_reply(request, cache))


def _reply(request: ModelRequest, cache: _ModelCache) -> ModelReply:
    try:
        predictions, runs = _measured(request, cache)
        return ModelReply(predictions, runs, _trial(request.trial, cache))
    except Exception as error:  # noqa: BLE001  the next request must still be answered
        return ModelReply(internal_error=f"{type(error).__name__}: {error}"[:300])


def _diagnosis(request: DiagnosisRequest, loops: Loops) -> DiagnosisReply:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Keras', on losses that do not suit the output
            return diagnose(request, loops)
    except Exception as error:  # noqa: BLE001  the next request must still be answered
        return DiagnosisReply(internal_error=f"{type(error).__name__}: {error}"[:300])


def _measured(
    request: ModelRequest, cache: _ModelCache
) -> tuple[Array | None, tuple[TrainingRun, ...]]:
    predictions = None if request.probe is None else _predictions(request.network, request.probe)
    if request.training is None:
        return predictions, ()
    try:
        return predictions, _runs(request.network, request.training, cache)
    except _ImpossibleError:
        return None, ()


def _predictions(network: Network, probe: Array) -> Array:
    """Compute what the model would. Building one takes thirty times as long."""
    import keras

    x = unpack(probe).astype("float32")
    for layer in network.layers:
        x = x @ unpack(layer.kernel)
        x = x if layer.bias is None else x + unpack(layer.bias)
        if layer.activation != "linear":
            activated = keras.activations.get(layer.activation)(keras.ops.convert_to_tensor(x))
            x = np.asarray(activated)
    return pack(x)


def _trial(request: TrialRequest | None, cache: _ModelCache) -> Trial | None:
    if request is None:
        return None
    try:
        model, _, optimizer = cache.prepare(request.network, request.settings)
    except _ImpossibleError:
        # The losses do not depend on Adam.
        request = msgspec.structs.replace(request, settings={}, learning_rates=())
        return _trial(request, cache)
    model.set_weights(_weights(request.network))
    _reset(optimizer)
    return make_trial(model, optimizer, request)


def _weights(network: Network) -> list[Any]:
    return [weight for layer in network.layers for weight in layer_weights(layer)]


def _reset(optimizer: Any) -> None:
    import tensorflow as tf

    for variable in optimizer.variables:
        variable.assign(tf.zeros(variable.shape, variable.dtype))


def _runs(
    network: Network, request: TrainingRequest, cache: _ModelCache
) -> tuple[TrainingRun, ...]:
    import tensorflow as tf

    _, train, _ = cache.prepare(network, request.settings)
    x = tf.constant(unpack(request.x).astype("float32"))
    y = tf.constant(unpack(request.y).astype("float32")[:, None])
    steps, rate = tf.constant(request.steps), tf.constant(request.learning_rate, "float32")
    runs = []
    for seed in (None, *request.seeds):
        weights = _weights(network) if seed is None else _drawn_weights(network, seed)
        before, after = map(float, train(weights, x, y, steps, rate))
        runs.append(TrainingRun(before, after, "as built" if seed is None else "new weights"))
        if after <= request.falls_to * before:
            break
    return tuple(runs)


def _drawn_weights(network: Network, seed: int) -> list[Any]:
    rng = np.random.default_rng(seed)
    weights = []
    for layer in network.layers:
        kernel, *biases = layer_weights(layer)
        limit = np.sqrt(6.0 / sum(kernel.shape))  # Glorot and Bengio, 2010
        drawn = rng.uniform(-limit, limit, kernel.shape).astype("float32")
        weights += [drawn, *(np.zeros_like(bias) for bias in biases)]
    return weights


class _ImpossibleError(Exception):
    """Adam refuses these settings, so that no training is possible."""


class _ModelCache:
    """Models with their compiled training loops, by architecture; drops the least recently used."""

    def __init__(self) -> None:
        self._cached: OrderedDict[Any, tuple[Any, Callable[..., Any], Any]] = OrderedDict()

    def prepare(
        self, network: Network, settings: Mapping[Setting, float]
    ) -> tuple[Any, Callable[..., Any], Any]:
        """Return a model of this architecture, its training loop and its Adam.

        settings: of Adam. Raises _ImpossibleError if Adam refuses them.
        """
        key = (tuple(sorted(settings.items())), *map(_architecture, network.layers))
        cached = self._cached.pop(key, None)
        if cached is None:
            optimizer = _adam(settings)
            model = build_keras_model(network)
            cached = (model, _training_loop(model, optimizer), optimizer)
        self._cached[key] = cached
        if len(self._cached) > _MAX_CACHED:
            self._cached.popitem(last=False)
        return cached


def _architecture(layer: DenseLayer) -> tuple[Any, ...]:
    return (layer.kernel.shape, layer.bias is not None, layer.activation, layer.trainable)


def _training_loop(model: Any, optimizer: Any) -> Callable[..., Any]:
    """Return a function that trains from these weights, and returns the loss before and after."""
    import tensorflow as tf

    variables = model.trainable_variables
    optimizer.build(variables)

    def loss(x: Any, y: Any) -> Any:
        return tf.reduce_mean(tf.abs(model(x, training=True) - y))

    # One call for everything: with one call for each step, calling takes most of the time.
    @tf.function(autograph=False)
    def train(weights: Any, x: Any, y: Any, steps: Any, rate: Any) -> Any:
        def step(number: Any) -> Any:
            with tf.GradientTape() as tape:
                error = loss(x, y)
            if variables:
                optimizer.apply(tape.gradient(error, variables), variables)
            return number + 1

        for variable, weight in zip(model.weights, weights, strict=True):
            variable.assign(weight)
        _reset(optimizer)
        optimizer.learning_rate.assign(rate)
        before = loss(x, y)
        tf.while_loop(lambda number: number < steps, step, [0])
        return before, loss(x, y)

    trained: Callable[..., Any] = train
    return trained


def _adam(settings: Mapping[Setting, float]) -> Any:
    import keras

    try:
        kinds = ((name, _TYPES.get(name, float), value) for name, value in settings.items())
        return keras.optimizers.Adam(**{name: kind(value) for name, kind, value in kinds})
    except (ValueError, TypeError, OverflowError) as error:
        raise _ImpossibleError from error
