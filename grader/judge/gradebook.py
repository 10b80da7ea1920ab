"""Groups results by learner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

import msgspec

from grader.course.course import Course
from grader.course.exercise import Exercise
from grader.packed import packed
from grader.people import place_of
from grader.records import (
    Account,
    CheckOutline,
    ExerciseOutline,
    ExerciseResult,
    Gradebook,
    LearnerResult,
    Submission,
    TaskOutline,
)


def gradebook(
    submissions: Sequence[Submission],
    results: Sequence[ExerciseResult],
    notes: tuple[str, ...] = (),
    key_digest: str | None = None,
    outline: tuple[ExerciseOutline, ...] = (),
    told: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Gradebook:
    """Return the gradebook of these results, with learners ordered by name.

    The order is the same wherever the results come from: the files of a run in any order, a roster,
    or a database. told: notes on learners, by name.
    """
    by_learner: dict[str, list[int]] = {}
    accounts: dict[str, Account] = {}
    times: list[datetime | None] = []
    for index, submission in zip(range(len(results)), submissions, strict=True):
        by_learner.setdefault(submission.learner, []).append(index)
        accounts.setdefault(submission.learner, submission.account)
        times.append(submission.submitted_at)
    learners = (
        _learner(name, accounts[name], [(results[one], times[one]) for one in own], told)
        for name, own in sorted(by_learner.items(), key=lambda item: place_of(item[0]))
    )
    return Gradebook(packed(LearnerResult, learners), notes, key_digest, outline)


def _learner(
    name: str,
    account: Account,
    results: Sequence[tuple[ExerciseResult, datetime | None]],
    told: Mapping[str, tuple[str, ...]],
) -> LearnerResult:
    exercises = [msgspec.structs.replace(one, submitted_at=time) for one, time in results]
    return LearnerResult(
        learner=name,
        score=sum(one.score for one in exercises),
        max_score=sum(one.max_score for one in exercises),
        exercises=tuple(exercises),
        account=account,
        notes=told.get(name, ()),
    )


def outline_of(course: Course, only: Sequence[str] = ()) -> tuple[ExerciseOutline, ...]:
    """Return the checks of a course. only: the names of the tasks to grade; all if empty."""
    outlines = (_outline(exercise, only) for exercise in course.exercises)
    return tuple(outline for outline in outlines if outline.tasks)


def _outline(exercise: Exercise, only: Sequence[str]) -> ExerciseOutline:
    tasks = tuple(
        TaskOutline(
            task.name,
            tuple(CheckOutline(check.name, check.title, check.points) for check in task.checks),
        )
        for task in exercise.tasks
        if not only or task.name in only
    )
    return ExerciseOutline(exercise.name, exercise.title, tasks)
