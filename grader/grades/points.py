"""Gives tasks the points that the teacher sets, in place of the course's.

The checks of a task keep their shares of it. Points are whole: the points of the task are rounded,
half a point up, and spread over the checks by the rule of `report/rounding.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

import msgspec

from grader.errors import UsageError
from grader.grades.totals import with_exercises, with_tasks
from grader.packed import changed
from grader.records import (
    CheckOutline,
    CheckResult,
    ExerciseOutline,
    ExerciseResult,
    Gradebook,
    TaskOutline,
    TaskResult,
)
from grader.report.cases import outline_of
from grader.report.rounding import whole_points

MAX_POINTS = 1_000

TaskPoints: TypeAlias = Mapping[tuple[str, str], int]
"""Points by exercise and task."""


def points_from(
    settings: Sequence[str], outline: Sequence[ExerciseOutline]
) -> dict[tuple[str, str], int | None]:
    """Return the points that TASK=N settings name, by exercise and task; raises UsageError.

    None means the course's own points again.
    """
    return dict(_setting(setting, outline) for setting in settings)


def task_of(name: str, outline: Sequence[ExerciseOutline], label: str) -> tuple[str, str]:
    """Return the exercise and the task that TASK or EXERCISE.TASK names; raises UsageError."""
    known = [(one.exercise, task.task) for one in outline for task in one.tasks]
    found = [pair for pair in known if name in (pair[1], ".".join(pair))]
    if len(found) == 1:
        return found[0]
    if found:
        pairs = " or ".join(map(".".join, found))
        raise UsageError(f"{label}: several exercises have a task {name}. Name {pairs}.")
    tasks = ", ".join(task for _, task in known)
    raise UsageError(f"{label}: there is no task {name}. The tasks are {tasks}.")


def full_points(book: Gradebook) -> dict[tuple[str, str], int]:
    """Return the points of every task of the course, by exercise and task."""
    return {
        (one.exercise, task.task): sum(check.points for check in task.checks)
        for one in outline_of(book)
        for task in one.tasks
    }


def with_points(book: Gradebook, points: TaskPoints) -> Gradebook:
    """Return the gradebook with these points for these tasks, of its outline too."""
    full = full_points(book)
    factors = {which: Fraction(points[which], full[which]) for which in points if full.get(which)}
    if not factors:
        return book
    learners = changed(
        book.learners,
        lambda one: with_exercises(one, (_exercise(each, factors) for each in one.exercises)),
    )
    outline = tuple(_outline(one, factors) for one in outline_of(book))
    return msgspec.structs.replace(book, learners=learners, outline=outline)


def _setting(
    setting: str, outline: Sequence[ExerciseOutline]
) -> tuple[tuple[str, str], int | None]:
    label = f"--points {setting}"
    name, _, number = setting.rpartition("=")
    which = task_of(name.strip(), outline, label)
    if number.strip() == "course":
        return which, None
    if not (number.strip().isdecimal() and int(number) <= MAX_POINTS):
        raise UsageError(
            f"{label}: expected TASK=N, where N is a whole number from 0 to {MAX_POINTS:,}, or "
            "course for the course's own points."
        )
    checks = [
        check.points
        for one in outline
        for task in one.tasks
        if (one.exercise, task.task) == which
        for check in task.checks
    ]
    if not sum(checks):
        raise UsageError(f"{label}: this task has no points in the course, which could be scaled.")
    return which, int(number)


def _exercise(
    result: ExerciseResult, factors: Mapping[tuple[str, str], Fraction]
) -> ExerciseResult:
    return with_tasks(
        result, (_task(task, factors.get((result.exercise, task.task))) for task in result.tasks)
    )


def _task(task: TaskResult, factor: Fraction | None) -> TaskResult:
    if factor is None:
        return task
    if not task.checks:  # Its details were left out.
        (score,), (most,) = whole_points([task.score * factor], [task.max_score * factor])
        return msgspec.structs.replace(task, score=score, max_score=most)
    points, limits = whole_points(
        [check.points * factor for check in task.checks],
        [check.max_points * factor for check in task.checks],
    )
    checks = tuple(_checks(task.checks, points, limits))
    return msgspec.structs.replace(task, checks=checks, score=sum(points), max_score=sum(limits))


def _checks(
    checks: Sequence[CheckResult], points: Sequence[int], limits: Sequence[int]
) -> Iterator[CheckResult]:
    for check, score, most in zip(checks, points, limits, strict=True):
        yield msgspec.structs.replace(check, points=score, max_points=most)


def _outline(
    outline: ExerciseOutline, factors: Mapping[tuple[str, str], Fraction]
) -> ExerciseOutline:
    tasks = (
        _task_outline(task, factors.get((outline.exercise, task.task))) for task in outline.tasks
    )
    return msgspec.structs.replace(outline, tasks=tuple(tasks))


def _task_outline(task: TaskOutline, factor: Fraction | None) -> TaskOutline:
    if factor is None:
        return task
    limits, _ = whole_points(
        [check.points * factor for check in task.checks],
        [check.points * factor for check in task.checks],
    )
    checks = tuple(
        CheckOutline(check.name, check.title, most)
        for check, most in zip(task.checks, limits, strict=True)
    )
    return msgspec.structs.replace(task, checks=checks)
