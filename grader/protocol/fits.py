"""What the fit of a passed model did, as plain data."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from grader.protocol.problems import Name


class Watch(msgspec.Struct, frozen=True):
    """What an EarlyStopping callback watches.

    min_delta: how much the number must change to count as better; None if that is not a number.
    mode: "min", "max" or "auto", as Keras has it.
    """

    monitor: Name
    min_delta: float | None = None
    mode: Name = "auto"


class Fit(msgspec.Struct, frozen=True):
    """One call of a model's fit, as its public History object and its arguments tell.

    rows: how many it was given; None if x is not an array. epochs: how many it trained. asked: how
    many it was to train at most; None if unknown. reported: the names of the numbers that it
    reported after each epoch. watched: one for each EarlyStopping callback. losses: the loss that
    it reported after each epoch.
    """

    rows: int | None
    epochs: int
    asked: int | None = None
    reported: Annotated[tuple[Name, ...], Meta(max_length=50)] = ()
    watched: Annotated[tuple[Watch, ...], Meta(max_length=10)] = ()
    losses: Annotated[tuple[float, ...], Meta(max_length=1_000)] = ()
