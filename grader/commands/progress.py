"""A progress bar on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from grader.pipeline import Advance, Progress, no_progress


def progress_bar(*, quiet: bool = False) -> Progress:
    """Return a display of progress: a bar on a terminal, nothing elsewhere or if `quiet`."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        return no_progress

    @contextmanager
    def bar(total: int) -> Iterator[Advance]:
        from rich.progress import MofNCompleteColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        columns = (*Bar.get_default_columns(), MofNCompleteColumn(), TimeElapsedColumn())
        with Bar(*columns, console=console, transient=True) as shown:
            task = shown.add_task("grading", total=total)
            yield lambda done, now: shown.update(
                task, completed=done, description=now, refresh=True
            )

    return bar
