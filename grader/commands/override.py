"""`grade override FILE.db LEARNER TASK POINTS`: points that the teacher gives."""

from __future__ import annotations

import sys
from fractions import Fraction

import msgspec
from rich.console import Console

from grader.commands.gradebooks import NOTHING_CHANGED, Book, open_book
from grader.errors import UsageError
from grader.gradebook.current import Learner
from grader.gradebook.decisions import forget_override, keep_override
from grader.grades.adjust import adjusted
from grader.grades.overrides import Override
from grader.grades.points import full_points, task_of
from grader.judge.phrases import count
from grader.protocol.text import one_line
from grader.records import Gradebook, TaskResult

MAX_REASON = 1_000


def override(
    target: str,
    learner: str,
    task: str,
    points: int | None,
    *,
    reason: str = "",
    remove: bool = False,
    dry_run: bool = False,
    course: str | None = None,
) -> int:
    """Set the points of a learner's task, or take them back; return the exit code.

    points, reason: needed unless `remove`. Raises GraderError.
    """
    if remove == (points is not None):
        raise UsageError("Name POINTS, or --remove to take the override away.")
    if not (remove or one_line(reason)):
        raise UsageError("--reason: say why, since it is shown with the grade.")
    with open_book(target, course) as opened:
        found = opened.learner(learner)
        exercise, name = task_of(task, opened.verdicts.outline, task)
        made = None
        if points is not None:
            shares = _on_the_scale_of_the_course(opened, exercise, name, points)
            made = Override(found.name, exercise, name, shares, one_line(reason)[:MAX_REASON])
        elif not any(
            (one.learner, one.exercise, one.task) == (found.name, exercise, name)
            for one in opened.grading.overrides
        ):
            raise UsageError(f"{found.name} has no override of {name}.")
        before, after = opened.grades(), _after(opened, found, exercise, name, made)
        if not dry_run:
            with opened.opened.database.writing() as connection:
                if made is None:
                    forget_override(connection, found.id, exercise, name)
                else:
                    keep_override(connection, found.id, made)
    _tell(before, after, found.name, exercise, name, dry_run=dry_run)
    return 0


def _on_the_scale_of_the_course(opened: Book, exercise: str, task: str, points: int) -> float:
    most = full_points(opened.grades())[exercise, task]
    if not 0 <= points <= most:
        raise UsageError(f"{points}: {task} has from 0 to {count(most, 'point')}.")
    of_course = full_points(opened.verdicts)[exercise, task]
    return float(Fraction(points * of_course, most)) if most else 0.0


def _after(
    opened: Book, learner: Learner, exercise: str, task: str, made: Override | None
) -> Gradebook:
    others = (
        one
        for one in opened.grading.overrides
        if (one.learner, one.exercise, one.task) != (learner.name, exercise, task)
    )
    overrides = (*others, made) if made is not None else tuple(others)
    return adjusted(opened.verdicts, msgspec.structs.replace(opened.grading, overrides=overrides))


def _tell(
    before: Gradebook, after: Gradebook, learner: str, exercise: str, task: str, *, dry_run: bool
) -> None:
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    old, new = (_task(book, learner, exercise, task) for book in (before, after))
    name = one_line(learner)
    total = next(one for one in after.learners if one.learner == learner)
    told = f"{new.score} of {count(new.max_score, 'point')}"
    lines = [f"{name}, {task}: {told}, before {old.score} of {old.max_score}."]
    is_late = any(one.kind == "late" for each in total.exercises for one in each.adjustments)
    after_it = ", after what lateness costs" if is_late else ""
    lines.append(f"{name} has {total.score} of {count(total.max_score, 'point')} in all{after_it}.")
    for line in (*lines, *([NOTHING_CHANGED] if dry_run else [])):
        console.print(line, markup=False)


def _task(book: Gradebook, learner: str, exercise: str, task: str) -> TaskResult:
    return next(
        each
        for one in book.learners
        if one.learner == learner
        for result in one.exercises
        if result.exercise == exercise
        for each in result.tasks
        if each.task == task
    )
