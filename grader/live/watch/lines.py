"""What is told where there is no terminal: the verdicts, one after the other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from grader.live.watch.records import Checked, Gone, Message, Missing, Unnamed
from grader.live.watch.view import View
from grader.protocol.text import one_line
from grader.records import Status, TaskResult
from grader.report.column import WIDTH, Column
from grader.report.presenter import presented_task
from grader.report.terminal import task_lines


class Lines:
    """Prints what has happened, as plain lines in order. hints: how many for each check."""

    def __init__(self, hints: int = 1) -> None:
        self._console = Console(file=sys.stdout, highlight=False)
        if "COLUMNS" not in os.environ:
            self._console.width = WIDTH
        self._hints = hints
        self._told: dict[str, dict[str, TaskResult]] = {}
        self._summary = Text()

    def begin(self, where: str) -> None:
        """Say what is watched, as the learner named it. Nothing else is told for some seconds."""
        told = Text(f"Watching {one_line(where)}. Ctrl-C ends it.")
        self._console.print(told, no_wrap=True, overflow="ignore", crop=False)
        sys.stdout.flush()

    def tell(self, message: Message, view: View) -> None:
        """Print what a message says. view: the state after it."""
        for line in self._lines(message, view):
            self._console.print(line, no_wrap=True, overflow="ignore", crop=False)
        sys.stdout.flush()

    def _lines(self, message: Message, view: View) -> Iterator[Text]:
        column = Column(self._console)
        if isinstance(message, Checked):
            verdicts = list(self._verdicts(message, column))
            yield from verdicts
            summary = _summary(view)
            is_quiet = not any(one.running for one in view.checked.values())
            if is_quiet and (verdicts or summary != self._summary):
                self._summary = summary
                yield from column.wrapped(summary)
        elif isinstance(message, Gone):
            yield from column.wrapped(Text(f"The file of {message.exercise} is gone."))
        elif isinstance(message, Missing) and message.why:
            yield from column.wrapped(Text(one_line(message.why)))
        elif isinstance(message, Unnamed):
            yield from column.wrapped(Text(one_line(message.what)))

    def _verdicts(self, checked: Checked, column: Column) -> Iterator[Text]:
        """Yield the lines on the verdicts that were not told yet."""
        told = self._told.setdefault(checked.exercise, {})
        for task in checked.result.tasks:
            is_told = told.get(task.task) == task
            told[task.task] = task
            if not is_told and task.status is not Status.NOT_ATTEMPTED:
                yield from column.wrapped(Text(f"{checked.exercise}:", style="bold"))
                yield from task_lines(presented_task(task), column, self._hints)
                yield Text()


def _summary(view: View) -> Text:
    score = sum(known.score for tasks in view.progress.tasks.values() for known in tasks.values())
    total = sum(exercise.max_score for exercise in view.course.exercises)
    now = view.now
    if now is None:
        return Text(f"{score} of {total} points. Waiting for a file to be saved.")
    verb = "Next" if now.status is Status.NOT_ATTEMPTED else "Fix first"
    file = one_line(view.checked[view.exercise].result.file)
    return Text(f"{score} of {total} points. {verb}: {now.task} in {file}")
