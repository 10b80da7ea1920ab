"""The options that several commands take."""

from __future__ import annotations

import math
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
            told = f"POINTS {text[:_MAX_DIGITS]}: expected a whole number from 0 on."
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
