"""Runs in the trainer: trains a described network as fit would, and measures its loss on the way.

Compiled training steps are cached by architecture, loss and optimizer. Data, weights, learning rate
and the order of the rows are arguments, so most repairs of a training share its steps.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

import numpy as np

from grader.protocol.arrays import Numbers, unpack
from grader.protocol.networks import DenseLayer, build_keras_model, layer_weights
from grader.protocol.trainings import LossFunction, TrainingSetup
from grader.trainer.losses import yardstick

_MAX_CACHED = 24
_POINTS = 20
"""Points of a curve after its first."""


class Loops:
    """Compiled training steps; drops the least recently used."""

    def __init__(self) -> None:
        self._cached: OrderedDict[Any, Loop] = OrderedDict()

    def prepare(self, setup: TrainingSetup, measured: LossFunction | None = None) -> Loop:
        """Return the loop of this training, which measures this loss; by default, its yardstick.

        Raises ValueError or TypeError if Keras refuses the optimizer's settings.
        """
        measured = measured or yardstick(setup)
        settings = tuple(sorted(setup.settings.items()))
        layers = tuple(map(_architecture, setup.network.layers))
        key = (setup.optimizer, settings, setup.loss, measured, layers)
        loop = self._cached.pop(key, None) or Loop(setup, measured)
        self._cached[key] = loop
        if len(self._cached) > _MAX_CACHED:
            self._cached.popitem(last=False)
        return loop


class Loop:
    """A model with its optimizer and a compiled function that makes a number of steps."""

    def __init__(self, setup: TrainingSetup, measured: LossFunction) -> None:
        self.measured = measured
        self.model = build_keras_model(setup.network)
        self.loss = setup.loss
        self.optimizer = make_optimizer(setup)
        self.optimizer.build(self.model.trainable_variables)
        self._fresh = [np.asarray(one) for one in self.optimizer.variables]
        self._advance = self._compiled()

    def train(self, setup: TrainingSetup, seed: int, steps: int | None = None) -> Iterator[Any]:
        """Yield the loss on all rows before the training, and then at even distances.

        Ends at the first step whose loss or slopes are not finite; `steps_made` is its number.
        steps: to make; by default, all.
        """
        import tensorflow as tf

        self.start(setup)
        x, y = tf.constant(features(setup)), tf.constant(labels(setup))
        orders = batches(setup, seed)[:steps]
        self.steps_made, self.is_finite = 0, True
        yield float(self._measure(x, y))
        for part in np.array_split(np.arange(len(orders)), min(_POINTS, max(len(orders), 1))):
            rows = tf.constant(orders[part])
            made, is_finite, loss = self._advance(x, y, rows)
            self.steps_made += int(made)
            self.is_finite = bool(is_finite)
            yield float(loss)
            if not self.is_finite:
                return

    def start(self, setup: TrainingSetup) -> None:
        """Give the model the weights of a training, and its optimizer a fresh state."""
        self.model.set_weights([w for layer in setup.network.layers for w in layer_weights(layer)])
        for variable, value in zip(self.optimizer.variables, self._fresh, strict=True):
            variable.assign(value)
        self.optimizer.learning_rate.assign(setup.learning_rate)

    def per_row(self, loss: LossFunction, y: Any, predicted: Any) -> Any:
        """Return the loss of each row."""
        import keras
        import tensorflow as tf

        if loss.name == "mean_error":
            return tf.reduce_mean(y - predicted, axis=-1)
        if loss.name == "without_slope":
            return 0.0 * tf.reduce_mean(predicted, axis=-1)
        function = getattr(keras.losses, loss.name)
        y = tf.reshape(y, [-1]) if loss.name.startswith("sparse") else y
        if loss.name.endswith("crossentropy"):
            return tf.reshape(function(y, predicted, from_logits=loss.from_logits), [-1])
        return function(y, predicted)

    def _compiled(self) -> Any:
        import tensorflow as tf

        variables, optimizer = self.model.trainable_variables, self.optimizer
        inputs = self.model.input_shape[-1]

        def measure(x: Any, y: Any) -> Any:
            return tf.reduce_mean(self.per_row(self.measured, y, self.model(x, training=False)))

        def advance(x: Any, y: Any, rows: Any) -> Any:
            def step(number: Any, _is_finite: Any) -> Any:
                picked = rows[number]
                picked = tf.boolean_mask(picked, picked >= 0)  # The last batch may be smaller.
                with tf.GradientTape() as tape:
                    predicted = self.model(tf.gather(x, picked), training=True)
                    error = tf.reduce_mean(self.per_row(self.loss, tf.gather(y, picked), predicted))
                slopes = tape.gradient(error, variables)
                if variables:
                    optimizer.apply(slopes, variables)
                finite = [tf.reduce_all(tf.math.is_finite(one)) for one in (error, *slopes)]
                return number + 1, tf.reduce_all(finite)

            made, is_finite = tf.while_loop(
                lambda number, finite: finite & (number < tf.shape(rows)[0]),
                step,
                [tf.constant(0), tf.constant(True)],
            )
            return made, is_finite, measure(x, y)

        of_x, of_y = (tf.TensorSpec((None, size)) for size in (inputs, None))
        rows = tf.TensorSpec((None, None), tf.int32)
        self._measure = tf.function(measure, autograph=False, input_signature=(of_x, of_y))
        return tf.function(advance, autograph=False, input_signature=(of_x, of_y, rows))


def make_optimizer(setup: TrainingSetup) -> Any:
    """Return Keras' own optimizer of this name, with these settings."""
    import keras

    flags = ("nesterov", "centered", "amsgrad")
    settings = {n: bool(v) if n in flags else v for n, v in setup.settings.items()}
    return getattr(keras.optimizers, setup.optimizer)(learning_rate=1.0, **settings)


def features(setup: TrainingSetup) -> Numbers:
    """Return x as float32."""
    return unpack(setup.x).astype("float32")


def labels(setup: TrainingSetup) -> Numbers:
    """Return y as float32."""
    return unpack(setup.y).astype("float32")


def batches(setup: TrainingSetup, seed: int) -> Numbers:
    """Return the rows of each step, of shape (steps, batch size), filled up with -1."""
    count = setup.x.shape[0]
    size = min(setup.batch_size, count)
    rng = np.random.default_rng(seed)
    missing = -count % size
    epochs = []
    for _ in range(-(-setup.steps // ((count + missing) // size))):
        order = rng.permutation(count) if setup.shuffles else np.arange(count)
        epochs.append(np.append(order, np.full(missing, -1)).reshape(-1, size))
    made: Numbers = np.concatenate(epochs)[: setup.steps].astype("int32")
    return made


def _architecture(layer: DenseLayer) -> tuple[Any, ...]:
    return (layer.kernel.shape, layer.bias is not None, layer.activation, layer.trainable)
