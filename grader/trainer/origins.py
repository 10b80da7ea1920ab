"""Runs in the trainer: what a failed training shows besides its loss."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import numpy as np

from grader.protocol.networks import layer_weights
from grader.protocol.trainings import TrainingSetup
from grader.trainer.messages import DeadUnits, NotFinite
from grader.trainer.training_loop import Loop, batches, features, labels

Quantity = Literal["input", "label", "weight", "output", "loss", "slope"]


def first_not_finite(loop: Loop, setup: TrainingSetup, seed: int, step: int) -> NotFinite | None:
    """Return where the first number that is not finite appeared, which happened in this step."""
    given: list[tuple[Quantity, int, Any]] = [
        ("input", 0, features(setup)),
        ("label", 0, labels(setup)),
    ]
    for number, layer in enumerate(setup.network.layers, start=1):
        given += [("weight", number, weight) for weight in layer_weights(layer)]
    for what, number, values in given:
        if not np.all(np.isfinite(values)):
            return NotFinite(0, what, number)
    for _ in loop.train(setup, seed, step - 1):
        pass
    for what, number, values in _in_one_step(loop, setup, batches(setup, seed)[step - 1]):
        if not np.all(np.isfinite(values)):
            return NotFinite(step, what, number)
    return None


def _in_one_step(
    loop: Loop, setup: TrainingSetup, rows: Any
) -> Iterator[tuple[Quantity, int, Any]]:
    """Yield the quantities of one step in the order in which they are computed."""
    import tensorflow as tf

    rows = rows[rows >= 0]
    y = tf.constant(labels(setup)[rows])
    with tf.GradientTape(persistent=True) as tape:
        outputs = [tf.constant(features(setup)[rows])]
        for layer in loop.model.layers:
            outputs.append(layer(outputs[-1]))
        loss = tf.reduce_mean(loop.per_row(loop.loss, y, outputs[-1]))
    for number, values in enumerate(outputs[1:], start=1):
        yield "output", number, values
    yield "loss", 0, loss
    for number, layer in reversed(list(enumerate(loop.model.layers, start=1))):
        for slope in tape.gradient(loss, layer.trainable_variables):
            yield "slope", number, slope


def dead_units(loop: Loop, setup: TrainingSetup) -> tuple[DeadUnits, ...]:
    """Return the layers with ReLU of which units are 0 for every row, as the model is now."""
    import tensorflow as tf

    values, found = tf.constant(features(setup)), []
    layers = zip(loop.model.layers, setup.network.layers, strict=True)
    for number, (layer, described) in enumerate(layers, start=1):
        values = layer(values)
        dead = int(np.sum(np.all(np.asarray(values) == 0, axis=0)))
        if described.activation == "relu" and dead:
            found.append(DeadUnits(number, dead, described.kernel.shape[1]))
    return tuple(found)


def has_slope(loop: Loop, setup: TrainingSetup) -> bool:
    """Return whether the loss on all rows has a slope along any weight, trained or not."""
    import tensorflow as tf

    loop.start(setup)
    with tf.GradientTape() as tape:
        tape.watch([weight.value for weight in loop.model.weights])
        predicted = loop.model(tf.constant(features(setup)), training=True)
        loss = tf.reduce_mean(loop.per_row(loop.loss, tf.constant(labels(setup)), predicted))
    slopes = tape.gradient(loss, [weight.value for weight in loop.model.weights])
    return any(slope is not None and np.any(np.asarray(slope) != 0) for slope in slopes)
