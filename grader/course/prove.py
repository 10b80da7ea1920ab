"""Compares the grades of a course's stubs, solutions and known answers with the expected ones.

The pipeline makes the grades; this module only compares them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from grader.course.known_answers import Expected, KnownAnswer
from grader.records import ExerciseResult, Status, TaskResult


class Mismatch(msgspec.Struct, frozen=True):
    """One grade that differs from the expected one."""

    where: str
    what: str


def stub_mismatches(results: Iterable[ExerciseResult]) -> Iterator[Mismatch]:
    """Find the tasks of stubs that are not "not attempted"."""
    yield from _uniform("stub", results, Status.NOT_ATTEMPTED)


def solution_mismatches(results: Iterable[ExerciseResult]) -> Iterator[Mismatch]:
    """Find the tasks of solutions that do not pass."""
    yield from _uniform("solution", results, Status.PASSED)


def answer_mismatches(answer: KnownAnswer, result: ExerciseResult) -> Iterator[Mismatch]:
    """Find the tasks of a known answer whose grade is not the expected one."""
    named = {*answer.expected.tasks, *answer.expected.only}
    if unknown := sorted(named - {task.task for task in result.tasks}):
        yield Mismatch(
            answer.name, f"expects a grade for {', '.join(unknown)}, which is not a task"
        )
    for task in result.tasks:
        yield from _mismatches(f"{answer.name}, {task.task}", task, _expected_of(answer, task))


def score_changes(
    names: Sequence[str], first: Sequence[ExerciseResult], again: Sequence[ExerciseResult]
) -> Iterator[Mismatch]:
    """Find the tasks whose points differ between two gradings of the same answers."""
    for name, one, other in zip(names, first, again, strict=True):
        for before, after in zip(one.tasks, other.tasks, strict=True):
            if before.score != after.score:
                scores = f"has {after.score} of {after.max_score} points, otherwise {before.score}"
                yield Mismatch(f"{name}, {after.task}", scores)


def _uniform(kind: str, results: Iterable[ExerciseResult], status: Status) -> Iterator[Mismatch]:
    for result in results:
        for task in result.tasks:
            where = f"{kind} {result.exercise}, {task.task}"
            yield from _mismatches(where, task, Expected(status))


def _expected_of(answer: KnownAnswer, task: TaskResult) -> Expected:
    return answer.expected.tasks.get(task.task, Expected(Status.PASSED))


def _mismatches(where: str, task: TaskResult, expected: Expected) -> Iterator[Mismatch]:
    told = _told(task)
    if task.status is not expected.status:
        yield Mismatch(where, f"must be {expected.status.value}, is {told}")
        return
    for part in expected.says:
        if part.lower() not in told.lower():
            yield Mismatch(where, f"must contain {part!r}, is: {told}")


def _told(task: TaskResult) -> str:
    told = [
        f"{check.title}: {check.message}"
        for check in task.checks
        if check.status not in (Status.PASSED, Status.SKIPPED)
    ]
    return " | ".join([task.status.value, *told])
