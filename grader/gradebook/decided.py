"""Makes grades of the verdicts of a run, by what its gradebook knows besides.

So a report of a run tells of its learners what a report from the gradebook tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial

import msgspec
from sqlalchemy import Connection, select

from grader.course.course import Course
from grader.gradebook.decisions import grading_in
from grader.gradebook.moments import utc_moment
from grader.gradebook.reading import current_in
from grader.gradebook.results import Results
from grader.gradebook.schema import LEARNERS, SUBMISSIONS
from grader.grades.adjust import Grading, adjusted
from grader.grades.totals import with_exercises
from grader.packed import changed
from grader.records import ExerciseResult, Gradebook, LearnerResult


def decided(
    connection: Connection, course: Course, book: Gradebook, rows: Mapping[str, int]
) -> Gradebook:
    """Return the grades of a run that was written, as a report from the gradebook tells them.

    rows: the numbers of the learners' rows, by name. Only a row tells who is who: a run may call
    somebody as the gradebook calls somebody else.
    """
    timed = _with_known_times(connection, book, rows)
    whole = _with_earlier_exercises(connection, course, timed, rows)
    return adjusted(whole, grading_of_run(connection, rows))


def grading_of_run(connection: Connection, rows: Mapping[str, int]) -> Grading:
    """Return what was decided for the learners of a run, as they are called in it."""
    numbers = connection.execute(select(LEARNERS.c.id)).scalars()
    known = grading_in(connection, {number: str(number) for number in numbers})
    names: dict[str, list[str]] = {}
    for name, number in rows.items():
        names.setdefault(str(number), []).append(name)
    overrides = tuple(
        msgspec.structs.replace(one, learner=name)
        for one in known.overrides
        for name in names.get(one.learner, ())
    )
    granted = known.deadlines.extensions
    extensions = {name: granted[number] for number in granted for name in names.get(number, ())}
    deadlines = msgspec.structs.replace(known.deadlines, extensions=extensions)
    return msgspec.structs.replace(known, overrides=overrides, deadlines=deadlines)


def _with_earlier_exercises(
    connection: Connection, course: Course, book: Gradebook, rows: Mapping[str, int]
) -> Gradebook:
    """Return the results with those of exercises that were handed in to an earlier run alone."""
    results = Results(connection, course)
    # Where everybody has handed in everything, the verdicts of the whole gradebook are not read.
    current = cache(partial(current_in, connection, course))

    def known(learner: LearnerResult, one: ExerciseResult) -> ExerciseResult:
        if one.file:
            return one
        kept = current().get((rows.get(learner.learner, 0), one.exercise))
        return one if kept is None else results.of(kept.learner, one.exercise, kept)[1]

    def whole(learner: LearnerResult) -> LearnerResult:
        return with_exercises(learner, [known(learner, one) for one in learner.exercises])

    return msgspec.structs.replace(book, learners=changed(book.learners, whole))


def _with_known_times(
    connection: Connection, book: Gradebook, rows: Mapping[str, int]
) -> Gradebook:
    """Return the results with the times of submission that a teacher or an earlier run told."""
    told = select(SUBMISSIONS).order_by(SUBMISSIONS.c.run_id, SUBMISSIONS.c.id)
    known = {
        (row.learner_id, row.exercise): row.submitted_at or "" for row in connection.execute(told)
    }

    def timed(learner: LearnerResult, one: ExerciseResult) -> ExerciseResult:
        if not one.file or one.submitted_at is not None:
            return one
        at = utc_moment(known.get((rows.get(learner.learner, 0), one.exercise), ""))
        return msgspec.structs.replace(one, submitted_at=at)

    def all_timed(learner: LearnerResult) -> LearnerResult:
        exercises = tuple(timed(learner, one) for one in learner.exercises)
        return msgspec.structs.replace(learner, exercises=exercises)

    return msgspec.structs.replace(book, learners=changed(book.learners, all_timed))
