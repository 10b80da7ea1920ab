"""A progress bar on standard error: how many are done, how fast, and how long the rest takes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from grader.options import Advance, Progress, no_progress

_PERIOD = 60.0
"""Seconds of which the rate is the average."""


def progress_bar(*, quiet: bool = False) -> Progress:
    """Return a display of progress: a bar on a terminal, nothing elsewhere or if `quiet`."""
    console = Console(stderr=True)
    if quiet or not (console.is_terminal and _is_real_terminal()):
        return no_progress

    @contextmanager
    def bar(total: int) -> Iterator[Advance]:
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as Bar

        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TextColumn("{task.fields[pace]}"),
        )
        with Bar(*columns, console=console, transient=True, speed_estimate_period=_PERIOD) as shown:
            task = shown.add_task("grading", total=total, pace="")

            def advance(done: int, now: str) -> None:
                shown.update(task, completed=done, description=now)
                (one,) = shown.tasks
                shown.update(task, pace=pace(one.speed, one.time_remaining), refresh=True)

            yield advance

    return bar


def pace(speed: float | None, seconds_left: float | None) -> str:
    """Return the rate, and how long the rest takes at this rate; "" while it is not known.

    speed: submissions a second.
    """
    if not speed or seconds_left is None:
        return ""
    rate = f"{speed:.1f}/s" if speed >= 1 else f"{speed * 60:.0f}/min"
    minutes, seconds = divmod(round(seconds_left), 60)
    hours, minutes = divmod(minutes, 60)
    left = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{rate}, {left} left"


def _is_real_terminal() -> bool:
    """Return whether frames that replace each other can be shown.

    FORCE_COLOR makes Rich take any stream for a terminal, and each frame would be a line of a log.
    """
    try:
        return sys.stderr.isatty()
    except ValueError:  # It is closed.
        return False
