"""Tries a compiled model's loss and optimizer on batches, through Keras' public API only.

No `tf.function` runs: it would hang in the fork of a process that has computed with TensorFlow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import numpy as np

from grader.protocol.arrays import Array, pack, unpack
from grader.protocol.problems import Problem
from grader.protocol.trials import Batch, Loss, Step, Trial

_MAX_VARIABLES = 100
_MAX_WEIGHTS = 10_000
"""Each step sends all weights. The model of the shipped course has four."""

Tried = TypeVar("Tried")


def try_compiled(
    model: Any, batches: Sequence[Batch], problem_of: Callable[[BaseException], Problem]
) -> Trial | None:
    """Return what the model's loss and optimizer compute; None if it has none, or is too large.

    The loss is differentiated on every batch before the optimizer changes the weights. The
    optimizer goes down the slopes of the mean absolute error, not of the model's own loss. So each
    of the two is tried whatever the other one is.
    """
    if not model.compiled or getattr(model, "optimizer", None) is None or not _is_small(model):
        return None
    losses, loss_problem = _until_problem(_losses(model, batches), problem_of)
    steps, step_problem = _until_problem(_steps(model, batches), problem_of)
    return Trial(losses, steps, loss_problem, step_problem)


def _is_small(model: Any) -> bool:
    return len(model.weights) <= _MAX_VARIABLES and model.count_params() <= _MAX_WEIGHTS


def _until_problem(
    made: Iterable[Tried], problem_of: Callable[[BaseException], Problem]
) -> tuple[tuple[Tried, ...], Problem | None]:
    kept: list[Tried] = []
    try:
        kept.extend(made)
    except Exception as error:  # noqa: BLE001  a loss and an optimizer can be learner code
        return tuple(kept), problem_of(error)
    return tuple(kept), None


def _losses(model: Any, batches: Iterable[Batch]) -> Iterator[Loss]:
    import tensorflow as tf

    for batch in batches:
        x, y = _tensors(batch)
        with tf.GradientTape() as tape:
            predicted = model(x, training=True)
            loss = model.compute_loss(x=x, y=y, y_pred=predicted, training=True)
        value = float(np.asarray(loss))
        yield Loss(value, _slopes(tape, loss, model.trainable_variables))


def _slopes(tape: Any, loss: Any, variables: Sequence[Any]) -> tuple[Array, ...]:
    """Return a gradient for each variable, zeros where the loss does not depend on it.

    A loss that depends on no variable has none: Keras cannot see through NumPy.
    """
    slopes = tape.gradient(loss, variables)
    if all(slope is None for slope in slopes):
        return ()
    pairs = zip(slopes, variables, strict=True)
    return tuple(pack(np.zeros(v.shape, v.dtype) if s is None else np.asarray(s)) for s, v in pairs)


def _steps(model: Any, batches: Iterable[Batch]) -> Iterator[Step]:
    import keras
    import tensorflow as tf

    optimizer, variables = model.optimizer, model.trainable_variables
    for batch in batches:
        x, y = _tensors(batch)
        rate = _learning_rate(optimizer)
        with tf.GradientTape() as tape:
            error = keras.ops.mean(keras.ops.abs(model(x, training=True) - y))
            scaled = optimizer.scale_loss(error)  # `apply` divides by the scale again
        optimizer.apply(tape.gradient(scaled, variables), variables)
        yield Step(rate, tuple(pack(np.asarray(weight)) for weight in model.get_weights()))


def _learning_rate(optimizer: Any) -> float | None:
    rate = np.asarray(optimizer.learning_rate)
    return float(rate) if rate.ndim == 0 and rate.dtype.kind in "fiu" else None


def _tensors(batch: Batch) -> tuple[Any, Any]:
    import keras

    x, y = unpack(batch.x), unpack(batch.y)
    return keras.ops.convert_to_tensor(x), keras.ops.convert_to_tensor(y)
