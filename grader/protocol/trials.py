"""Tries a compiled model's loss and optimizer: the batches, and what came of them."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from grader.protocol.arrays import Array
from grader.protocol.problems import Problem

Arrays: TypeAlias = Annotated[tuple[Array, ...], Meta(max_length=100)]
"""One array for each weight variable of a model."""


class Batch(msgspec.Struct, frozen=True):
    """Inputs x of shape (rows, inputs), true values y of shape (rows, 1)."""

    x: Array
    y: Array


class Loss(msgspec.Struct, frozen=True):
    """A loss on one batch, at the model's weights before any step.

    slopes: its gradient along each trainable weight variable; none if the loss has no gradient.
    """

    value: float
    slopes: Arrays = ()


class Step(msgspec.Struct, frozen=True):
    """One step of the optimizer, down the slopes of the mean absolute error on one batch.

    learning_rate: the one in force before the step; None if it cannot be read. weights: all of the
    model's weight variables after the step.
    """

    learning_rate: float | None
    weights: Arrays


class Trial(msgspec.Struct, frozen=True):
    """What a model's loss and optimizer computed on the batches of a call.

    losses, steps: one for each batch, up to the first that failed. loss_problem, step_problem: why
    it failed.
    """

    losses: Annotated[tuple[Loss, ...], Meta(max_length=10)] = ()
    steps: Annotated[tuple[Step, ...], Meta(max_length=10)] = ()
    loss_problem: Problem | None = None
    step_problem: Problem | None = None
