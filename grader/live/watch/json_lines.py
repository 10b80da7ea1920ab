"""Verdicts for editors and scripts: one JSON object a line."""

from __future__ import annotations

import codecs
import sys

from grader.live.watch.records import Checked, Message
from grader.live.watch.view import View
from grader.records import TaskResult
from grader.report.json_file import verdict_line


class JsonLines:
    """Prints a line for each verdict that is new, or whose task has been run. hints: as in JSON."""

    def __init__(self, hints: int = 1) -> None:
        self._hints = hints
        self._told: dict[str, dict[str, str]] = {}
        self._fresh: dict[str, set[str]] = {}

    def tell(self, message: Message, view: View) -> None:
        """Print the verdicts in a message. view: the state after it, of which nothing is told."""
        del view
        if not isinstance(message, Checked):
            return
        told = self._told.setdefault(message.exercise, {})
        if message.is_read:
            self._fresh[message.exercise] = set()
        seen = self._fresh[message.exercise]
        for task in message.result.tasks:
            is_fresh = task.task in message.fresh and task.task not in seen
            line = self._line(message.exercise, task)
            if is_fresh or told.get(task.task) != line:
                sys.stdout.write(line)
            told[task.task] = line
        sys.stdout.flush()
        seen.update(message.fresh)

    def _line(self, exercise: str, task: TaskResult) -> str:
        encoding = codecs.lookup(sys.stdout.encoding or "utf-8").name
        return verdict_line(exercise, task, self._hints, ascii_only=encoding != "utf-8")
