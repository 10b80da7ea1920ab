"""What pytest collects in an exercise file: a group for each task, a test for each check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.course.exercise import Check, Task
from grader.errors import GraderError, ProcessError
from grader.live.pytest_plugin.failures import NotRight, message_of, raise_at
from grader.live.pytest_plugin.grading import Grading, Wanted
from grader.records import CheckResult, Status, TaskResult

_STYLES = {"auto": "short"}
_NOT_YET = (Status.NOT_ATTEMPTED, Status.SKIPPED)


class ExerciseFile(pytest.File):
    """An exercise file, which is read as text and never imported."""

    def __init__(self, *, grading: Grading, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.grading = grading

    def collect(self) -> Iterable[pytest.Collector]:
        """Yield the tasks of the exercise."""
        for task in self.grading.course.exercise(self.path.stem).tasks:
            yield TaskGroup.from_parent(self, name=task.name, task=task, grading=self.grading)


class TaskGroup(pytest.Collector):
    """The checks of one task."""

    def __init__(self, *, task: Task, grading: Grading, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._task = task
        self._grading = grading

    def collect(self) -> Iterable[pytest.Item]:
        """Yield the checks."""
        line = _line_of(self._task.name, self.path)
        for check in self._task.checks:
            yield CheckItem.from_parent(
                self,
                name=check.name,
                task=self._task.name,
                check=check,
                line=line,
                grading=self._grading,
            )


class CheckItem(pytest.Item):
    """One check. line: where the task's function begins in a script, from 1; 1 in a notebook."""

    def __init__(
        self, *, task: str, check: Check, line: int, grading: Grading, **arguments: Any
    ) -> None:
        super().__init__(**arguments)
        self._task = task
        self._check = check
        self._line = line
        self._grading = grading
        self._result: tuple[TaskResult, CheckResult] | None = None

    @property
    def wanted(self) -> Wanted:
        """The file and the task that must be graded for this check."""
        return self.path, self._task

    def setup(self) -> None:
        """Grade all files whose checks were selected; an internal error is an error of the test."""
        self._result = self._grading.result(
            *self.wanted, self._check.name, list(self._graded_together())
        )
        _, check = self._result
        if check.status is Status.INTERNAL_ERROR:
            raise ProcessError(check.message)

    def runtest(self) -> None:
        """Pass, fail or skip, as the check did."""
        assert self._result is not None
        task, check = self._result
        if check.status is Status.PASSED:
            return
        place = check.place
        is_script = self.path.suffix == ".py"
        line = place.line if is_script and place is not None and place.line else self._line
        if check.status in _NOT_YET:
            raise_at(pytest.skip.Exception(check.message), self.path, self._line, self._task)
        if task.printed:
            self.add_report_section("call", "stdout", task.printed)
        raise_at(NotRight(message_of(check, quotes=not is_script)), self.path, line, self._task)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return the failure at the learner's line, without lines of the grader."""
        error = excinfo.value
        if isinstance(error, GraderError):
            return f"E   {error}"
        if not isinstance(error, NotRight):
            return super().repr_failure(excinfo, style)
        last = error.__traceback__
        while last is not None and last.tb_next is not None:
            last = last.tb_next
        assert last is not None
        alone = pytest.ExceptionInfo.from_exc_info((type(error), error, last))
        asked: Any = style or self.config.getoption("tbstyle", "auto")
        shown: Any = _STYLES.get(asked, asked) if self.path.suffix == ".py" else "value"
        return alone.getrepr(style=shown)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the test is, and what it is called in reports."""
        return self.path, self._line - 1, f"{self._task}: {self._check.title}"

    def _graded_together(self) -> Iterator[Wanted]:
        """Yield what is graded at the same time: all that was selected.

        With pytest-xdist another process may run the other files' checks.
        """
        is_worker = hasattr(self.config, "workerinput")
        for item in self.session.items:
            if isinstance(item, CheckItem) and (not is_worker or item.path == self.path):
                yield item.wanted


def _line_of(task: str, path: Path) -> int:
    """Return the line of a script on which a function's definition begins, or 1."""
    if path.suffix != ".py":
        return 1
    text = path.read_text(encoding="utf-8", errors="replace")
    found = [*re.finditer(rf"^(?:async\s+)?def\s+{re.escape(task)}\b", text, re.MULTILINE)]
    return text.count("\n", 0, found[-1].start()) + 1 if found else 1
