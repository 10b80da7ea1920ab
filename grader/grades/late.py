"""Takes off the points that late submissions lose.

A time of submission that is not known is never late.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from fractions import Fraction

import msgspec

from grader.grades.policy import LatePolicy, told_late
from grader.grades.totals import with_exercises
from grader.notes import listed_if_any
from grader.packed import changed
from grader.records import Adjustment, ExerciseResult, Gradebook, LearnerResult
from grader.report.rounding import rounded

ALL = ""
"""Stands for all exercises that have no due date of their own."""


class Extension(msgspec.Struct, frozen=True):
    """More time for one learner: days after each due date, or one moment; the later one counts."""

    days: float = 0.0
    until: datetime | None = None


NO_EXTENSION = Extension()


class Deadlines(msgspec.Struct, frozen=True):
    """When exercises are due, and what follows if they are late.

    due: in UTC, by exercise, or for `ALL` others. policy: None takes off nothing; lateness is told.
    extensions: by learner.
    """

    due: Mapping[str, datetime] = {}
    policy: LatePolicy | None = None
    extensions: Mapping[str, Extension] = {}

    def due_for(self, learner: str, exercise: str) -> datetime | None:
        """Return when this learner's exercise is due; None if it has no due date."""
        due = self.due.get(exercise, self.due.get(ALL))
        extension = self.extensions.get(learner, NO_EXTENSION)
        if due is None:
            return None
        due += timedelta(days=extension.days)
        return due if extension.until is None else max(due, extension.until)


NO_DEADLINES = Deadlines()


def with_lateness(book: Gradebook, deadlines: Deadlines) -> Gradebook:
    """Return the gradebook without the points that late exercises lose.

    A note names the learners with a due exercise whose time of submission is not known.
    """
    if not deadlines.due:
        return book
    learners = changed(book.learners, lambda one: _learner(one, deadlines))
    unknown = [one.learner for one in book.learners if _is_unknown(one, deadlines)]
    told = "time of submission not known, so counted as in time"
    notes = listed_if_any([(told, unknown)])
    return msgspec.structs.replace(book, learners=learners, notes=(*book.notes, *notes))


def _learner(learner: LearnerResult, deadlines: Deadlines) -> LearnerResult:
    return with_exercises(
        learner,
        (
            _exercise(one, deadlines.due_for(learner.learner, one.exercise), deadlines.policy)
            for one in learner.exercises
        ),
    )


def _exercise(
    result: ExerciseResult, due: datetime | None, policy: LatePolicy | None
) -> ExerciseResult:
    if due is None or result.submitted_at is None or result.submitted_at <= due:
        return result
    late = result.submitted_at - due
    if policy is not None and not policy.units_late(late):
        return result  # within the grace
    off = Fraction(0) if policy is None else policy.deduction(late, result.max_score)
    after = max(0, rounded(result.score - off))
    one = Adjustment("late", "", result.score, after, told_late(late, policy))
    return msgspec.structs.replace(result, score=after, adjustments=(*result.adjustments, one))


def _is_unknown(learner: LearnerResult, deadlines: Deadlines) -> bool:
    return any(
        one.file
        and one.submitted_at is None
        and deadlines.due_for(learner.learner, one.exercise) is not None
        for one in learner.exercises
    )
