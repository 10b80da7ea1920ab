"""The trainer's process: rebuilds networks from plain data, predicts with them and trains them.

It runs no learner code and builds only what `sandbox.network` can build. A class builds the same
network hundreds of times, so models and compiled training loops are kept by architecture.
"""

from __future__ import annotations

import socket
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np

from grader.records import TrainingRun
from grader.sandbox.messages import Array, DenseLayer, Network, Setting
from grader.sandbox.network import build_keras_model
from grader.sandbox.wire import Wire, WireClosedError, pack, unpack

_KEPT_ARCHITECTURES = 24


class Drill(msgspec.Struct, frozen=True):
    """Train on x, shape (rows, inputs), and y, shape (rows,), all rows in each of these steps.

    Adam with this learning rate and these settings, mean absolute error; nothing if Adam cannot
    have them. `seeds` are tried one after another, each
    giving new weights, until the loss has fallen to this part of what it was; first comes the
    network as it is.
    """

    x: Array
    y: Array
    steps: int
    learning_rate: float
    seeds: tuple[int, ...]
    falls_to: float
    settings: dict[Setting, float] = {}


class Assignment(msgspec.Struct, frozen=True):
    """Rebuild this network; predict on the probe; train it."""

    network: Network
    probe: Array | None = None
    drill: Drill | None = None


class Report(msgspec.Struct, frozen=True):
    """What the assignment gave, or `fault`, one line on why it could not be done."""

    predictions: Array | None = None
    runs: tuple[TrainingRun, ...] = ()
    fault: str = ""


_NUMBERS = pack(np.ones((1, 1), "float32"))
_WARM_UP = Assignment(
    Network((DenseLayer(_NUMBERS, pack(np.zeros(1, "float32"))),)),
    _NUMBERS,
    Drill(_NUMBERS, pack(np.ones(1, "float32")), 1, 0.01, (), 2.0),
)


def main(connection: socket.socket) -> None:
    """Answer assignments until the connection closes."""
    wire = Wire(connection)
    gym = _Gym()
    _report(_WARM_UP, gym)  # while the learner's process is still busy
    while True:
        try:
            assignment: Assignment = wire.receive(Assignment)
        except WireClosedError:
            return
        wire.send(_report(assignment, gym))


def _report(assignment: Assignment, gym: _Gym) -> Report:
    try:
        model, train, optimizer = gym.prepare(assignment.network, assignment.drill)
        predictions = None
        if assignment.probe is not None:
            predictions = pack(np.asarray(model(unpack(assignment.probe), training=False)))
        runs = _runs(assignment.drill, model, train, optimizer) if assignment.drill else ()
        return Report(predictions, tuple(runs))
    except _ImpossibleError:
        return Report()
    except Exception as error:  # noqa: BLE001  the next assignment must still be answered
        return Report(fault=f"{type(error).__name__}: {error}"[:300])


def _runs(drill: Drill, model: Any, train: Callable[..., Any], optimizer: Any) -> list[TrainingRun]:
    import tensorflow as tf

    x = tf.constant(unpack(drill.x).astype("float32"))
    y = tf.constant(unpack(drill.y).astype("float32")[:, None])
    runs = []
    for seed in (None, *drill.seeds):
        if seed is not None:
            _draw_weights(model, np.random.default_rng(seed))
        for variable in optimizer.variables:
            variable.assign(tf.zeros(variable.shape, variable.dtype))
        optimizer.learning_rate = drill.learning_rate
        before = _loss(model, x, y)
        train(x, y, tf.constant(drill.steps))
        after = _loss(model, x, y)
        runs.append(TrainingRun(before, after, "as built" if seed is None else "new weights"))
        if after <= drill.falls_to * before:
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
    """Adam does not take these settings: nobody can train with them."""


class _Gym:
    """Models with their compiled training loops, by architecture; the least used one goes."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Any, tuple[Any, Callable[..., Any], Any]] = OrderedDict()

    def prepare(self, network: Network, drill: Drill | None) -> tuple[Any, Callable[..., Any], Any]:
        """Return a model with this network's weights, its training loop and optimizer."""
        settings = None if drill is None else tuple(sorted(drill.settings.items()))
        key = (settings, *map(_architecture, network.layers))
        kept = self._kept.pop(key, None)
        if kept is None:
            model = build_keras_model(network)
            kept = (model, *_training_loop(model, drill)) if drill else (model, _no_training, None)
        else:
            for layer, data in zip(kept[0].layers, network.layers, strict=True):
                biases = [] if data.bias is None else [unpack(data.bias)]
                layer.set_weights([unpack(data.kernel), *biases])
        self._kept[key] = kept
        if len(self._kept) > _KEPT_ARCHITECTURES:
            self._kept.popitem(last=False)
        return kept


def _architecture(layer: Any) -> tuple[Any, ...]:
    return (layer.kernel.shape, layer.bias is not None, layer.activation, layer.trainable)


def _training_loop(model: Any, drill: Drill) -> tuple[Callable[..., Any], Any]:
    import keras
    import tensorflow as tf

    try:
        optimizer = keras.optimizers.Adam(**drill.settings)
    except (ValueError, TypeError) as error:
        raise _ImpossibleError from error
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

        # One call for all the steps: called one by one, most of the time goes to calling.
        return tf.while_loop(lambda number: number < steps, step, [0])

    return train, optimizer


def _no_training(*_arguments: Any) -> Any:
    raise AssertionError("this architecture was prepared for predicting only")
