"""A training by `fit` in a learner's process, with all that is needed to repeat it."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from grader.protocol.arrays import Array
from grader.protocol.models import Model
from grader.protocol.trainings import OptimizerSetting

MAX_ROWS = 256
MAX_NUMBERS = 65_536
"""Of x, and of y: larger data are sent in part."""

MAX_NOTED = 8
"""Trainings that one process sends."""


class NotedTraining(msgspec.Struct, frozen=True):
    """One or more calls of a model's `fit` on the same line, which did not make its loss small.

    x: shape (rows, inputs). y: shape (rows, columns). Both are evenly spaced rows of what `fit` was
    given. rows: how many it trained on. model: before the training; if it had no weights then
    (`built` is False), with those after it. settings: of its optimizer. epochs: of all calls.
    losses: what `fit` reported for each epoch. has_slope: whether its loss has a slope along any
    weight; None if that is not known. cell, line: of the call, by the index of the cell in the job
    and as its file numbers lines.
    """

    x: Array
    y: Array
    rows: int
    model: Model
    epochs: int
    batch_size: int
    cell: int
    line: int
    shuffles: bool = True
    from_logits: bool = False
    settings: Annotated[dict[OptimizerSetting, float], Meta(max_length=20)] = {}
    losses: Annotated[tuple[float, ...], Meta(max_length=1_000)] = ()
    has_slope: bool | None = None
