"""Grades the files whose checks are asked for, in one session for each process of pytest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from grader.course.course import Course
from grader.course.load import installed_folders, load_course
from grader.errors import GraderError, ProcessError, UsageError
from grader.options import Options
from grader.pipeline import run
from grader.records import CheckResult, TaskResult
from grader.session import Session, Settings

Wanted = tuple[Path, str]
"""A file, and the name of a task in it."""


class Grading:
    """The results of a course's files. A session starts with the first that is asked for.

    course: a folder or a name; empty for the shipped one. Raises pytest.UsageError.
    """

    def __init__(self, course: str) -> None:
        try:
            self.course: Course = load_course(course or None)
        except GraderError as error:
            raise pytest.UsageError(str(error)) from error
        self._session: Session | None = None
        self._results: dict[Wanted, TaskResult] = {}

    def result(
        self, path: Path, task: str, check: str, others: Iterable[Wanted]
    ) -> tuple[TaskResult, CheckResult]:
        """Return the results of a task and of one of its checks.

        others: what else will be asked for; it is graded at the same time. Raises GraderError.
        """
        if (path, task) not in self._results:
            wanted = {(path, task), *others} - self._results.keys()
            self._grade(sorted({one for one, _ in wanted}), sorted({task for _, task in wanted}))
        result = self._results.get((path, task))
        if result is None:
            raise UsageError(f"{path.name}: there is no result for {task}.")
        return result, next(one for one in result.checks if one.name == check)

    def close(self) -> None:
        """End the session's processes."""
        if self._session is not None:
            self._session.close()

    def _grade(self, paths: Sequence[Path], tasks: Sequence[str]) -> None:
        protected = (*self.course.secret, *installed_folders().values())
        self._session = self._session or Session(Settings(protected=protected))
        try:
            book = run(paths, self.course, self._session, Options(only=tuple(tasks)))
        except OSError as error:
            raise ProcessError(str(error)) from error
        for learner in book.learners:
            for exercise in learner.exercises:
                for task in exercise.tasks:
                    self._results[Path(exercise.file), task.task] = task
