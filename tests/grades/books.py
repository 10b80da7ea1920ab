"""A class with times of submission, for the tests of grades."""

from datetime import datetime, timedelta, timezone

import msgspec

from grader.grades.totals import with_exercises
from grader.records import Gradebook, LearnerResult
from tests.report.books import COURSE

DUE = datetime(2026, 12, 1, 23, 0, tzinfo=timezone.utc)


def handed_in(learner: LearnerResult, **late: float) -> LearnerResult:
    """Return the learner with times: first=2 hands the first exercise in 2 hours after `DUE`."""
    times = {"01_first": late.get("first"), "02_second": late.get("second")}
    return with_exercises(
        learner,
        (
            one
            if times[one.exercise] is None
            else msgspec.structs.replace(
                one, submitted_at=DUE + timedelta(hours=times[one.exercise])
            )
            for one in learner.exercises
        ),
    )


def book_of(*learners: LearnerResult) -> Gradebook:
    return Gradebook(learners, (), None, COURSE)
