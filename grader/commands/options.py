"""The options that several commands take."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from grader.sandbox.limits import DEFAULT_TIMEOUT, MAX_TIMEOUT

_MAX_DIGITS = 9

COURSE = click.option(
    "--course",
    metavar="COURSE",
    help="Course to use: a folder with a course.toml, or the name of an installed course.  "
    "[default: the course shipped with the grader]",
)


class _Seconds(click.FloatRange):
    """A number in a range. The class of click lets NaN pass, which no comparison refuses."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number; raises click.BadParameter."""
        number: float = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail("nan is not a number of seconds.", param, ctx)
        return number


class Points(click.IntRange):
    """A whole number from 0 on. What click says of other texts speaks of integer ranges."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number; raises click.UsageError."""
        text = str(value).strip()
        if not text.isdecimal() or len(text) > _MAX_DIGITS:
            told = f"POINTS {text[:_MAX_DIGITS]}: expected a whole number, 0 or more."
            raise click.UsageError(told, ctx)
        number: int = super().convert(int(text), param, ctx)
        return number


TIMEOUT = click.option(
    "--timeout",
    type=_Seconds(min=0, min_open=True, max=MAX_TIMEOUT),
    default=DEFAULT_TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    help="Time limit for each call, and for the statements of the file. Waiting for a busy "
    "processor does not count.",
)
JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Number of submissions to grade at once.  [default: one for each core]",
)
HINTS = click.option(
    "--hints",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    metavar="N",
    help="Number of hints for each check that did not pass.",
)


def confinement(about: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Return the option --isolation with this help."""
    return click.option(
        "--isolation",
        type=click.Choice(["auto", "strict", "off"]),
        default="auto",
        show_default=True,
        help=about,
    )


DUE = click.option(
    "--due",
    multiple=True,
    metavar="DATE",
    help="When all exercises are due; EXERCISE=DATE for one of them; may be repeated. 2026-12-01 "
    "means the end of that day. 2026-12-01T18:00 is local time. none: no due date.",
)
LATE_POLICY = click.option(
    "--late-policy",
    metavar="POLICY",
    help="What lateness costs: PERCENT%/day (or /hour) of the exercise's maximum points for each "
    'day that has begun, with grace and cap as in "10%/day, grace 15min, cap 50%". none: nothing.',
)
POINTS = click.option(
    "--points",
    multiple=True,
    metavar="TASK=N",
    help="Points of a task, in place of the course's; may be repeated. Its checks keep their "
    "shares. TASK=course: the course's points again.",
)


def changing(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options that change due dates, late policy and points, and pass them as one value."""

    @wraps(command)
    def with_changes(
        *, due: tuple[str, ...], late_policy: str | None, points: tuple[str, ...], **other: Any
    ) -> int:
        from grader.grades.settings import Changes

        return command(changes=Changes(due, late_policy, points), **other)

    return DUE(LATE_POLICY(POINTS(with_changes)))
