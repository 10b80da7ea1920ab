"""How grades move when verdicts do: after overrides, points that the teacher set, and lateness."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from grader.course.course import Course
from grader.gradebook.moves import VerdictMove
from grader.gradebook.verdicts import result_of
from grader.grades.adjust import Grading, adjusted
from grader.grades.moves import Move, moves
from grader.grades.totals import with_exercises, with_tasks
from grader.judge.renamed import plain_name
from grader.packed import changed
from grader.records import Gradebook, LearnerResult, Submission


def moved_grades(
    before: Gradebook, moved: Sequence[VerdictMove], course: Course, grading: Grading
) -> dict[tuple[str, str], Move]:
    """Return how grades move, by learner and exercise.

    before: the verdicts before these moves.
    """
    after = _with_verdicts(before, moved, course)
    return {
        (one.learner, one.exercise): one
        for one in moves(adjusted(before, grading), adjusted(after, grading))
    }


def _with_verdicts(book: Gradebook, moved: Sequence[VerdictMove], course: Course) -> Gradebook:
    """Return the gradebook with the verdicts of today in the place of those that moved."""
    new = {(one.of.learner.name, one.of.exercise): one.verdict for one in moved}

    def judged(learner: LearnerResult) -> LearnerResult:
        exercises = []
        for one in learner.exercises:
            verdict = new.get((learner.learner, one.exercise))
            if verdict is not None:
                submission = Submission(learner.learner, one.exercise, one.file, 0, {})
                result = result_of(verdict, course, submission, plain_name(submission))
                one = with_tasks(one, result.tasks)  # noqa: PLW2901
            exercises.append(one)
        return with_exercises(learner, exercises)

    return msgspec.structs.replace(book, learners=changed(book.learners, judged))
