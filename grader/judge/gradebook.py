"""Groups results by learner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec

from grader.course.course import Course
from grader.course.exercise import Exercise
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
    by_learner: dict[str, list[ExerciseResult]] = {}
    accounts: dict[str, Account] = {}
    for submission, result in zip(submissions, results, strict=True):
        dated = msgspec.structs.replace(result, submitted_at=submission.submitted_at)
        by_learner.setdefault(submission.learner, []).append(dated)
        accounts.setdefault(submission.learner, submission.account)
    return Gradebook(
        tuple(
            LearnerResult(
                learner=learner,
                score=sum(result.score for result in of_learner),
                max_score=sum(result.max_score for result in of_learner),
                exercises=tuple(of_learner),
                account=accounts[learner],
                notes=told.get(learner, ()),
            )
            for learner, of_learner in sorted(
                by_learner.items(), key=lambda item: place_of(item[0])
            )
        ),
        notes,
        key_digest,
        outline,
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
