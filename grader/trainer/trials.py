"""Runs in the trainer: makes the trial that a learner's process should have made.

See `Trial`. The loss is the mean absolute error, and the optimizer is Keras' own Adam.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from grader.protocol.arrays import pack, unpack
from grader.protocol.trials import Batch, Loss, Step, Trial
from grader.trainer.messages import TrialRequest


def make_trial(model: Any, optimizer: Any, request: TrialRequest) -> Trial:
    """Return the trial of this model, with an optimizer that has made no step yet."""
    losses = tuple(_loss(model, batch) for batch in request.batches)
    return Trial(losses, tuple(_steps(model, optimizer, request)))


def _loss(model: Any, batch: Batch) -> Loss:
    loss, slopes = _differentiated(model, batch)
    return Loss(float(np.asarray(loss)), tuple(pack(np.asarray(slope)) for slope in slopes))


def _steps(model: Any, optimizer: Any, request: TrialRequest) -> Iterator[Step]:
    for batch, rate in zip(request.batches, request.learning_rates, strict=False):
        optimizer.learning_rate = rate
        _, slopes = _differentiated(model, batch)
        optimizer.apply(slopes, model.trainable_variables)
        yield Step(rate, tuple(pack(np.asarray(weight)) for weight in model.get_weights()))


def _differentiated(model: Any, batch: Batch) -> tuple[Any, list[Any]]:
    import tensorflow as tf

    x, y = tf.constant(unpack(batch.x)), tf.constant(unpack(batch.y))
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.abs(model(x, training=True) - y))
    return loss, tape.gradient(loss, model.trainable_variables)
