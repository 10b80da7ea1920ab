"""Makes results of the verdicts that a gradebook has, in the words of a course."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, select

from grader.course.course import Course
from grader.errors import GradebookError
from grader.gradebook.codec import decompress
from grader.gradebook.content import submission_of
from grader.gradebook.current import Current, Learner
from grader.gradebook.dictionaries import Dictionaries
from grader.gradebook.known import verdict_in, worded
from grader.gradebook.moments import utc_moment
from grader.gradebook.schema import CONTENTS
from grader.gradebook.stored import StoredVerdict
from grader.judge.renamed import file_name, renamed
from grader.judge.verdict import internal_error, judge
from grader.records import Evidence, ExerciseResult, Submission, TaskSource

_DAMAGED = (
    "the gradebook's record of this exercise is damaged. Mend it with grade regrade, grade retry, "
    "or by grading the file again"
)

_NO_NOTES = (
    "Some lines of the file failed. Which ones is not known, since the gradebook's record of the "
    "file is damaged. Grade the file again."
)


class Results:
    """Words the verdicts of submissions."""

    def __init__(self, connection: Connection, course: Course) -> None:
        self._connection = connection
        self._course = course
        self._dictionaries = Dictionaries()

    def of(
        self, learner: Learner, exercise: str, current: Current | None
    ) -> tuple[Submission, ExerciseResult]:
        """Return what a learner has handed in for an exercise, and its result."""
        if current is None:
            return self._missing(learner, exercise)
        dictionary = self._dictionaries.text(self._connection, current.dictionary_id)
        try:
            verdict = verdict_in(current.verdict, dictionary, current.points)
            return self._of_verdict(learner, current, verdict, dictionary)
        except GradebookError as error:
            return self._damaged(learner, current, error)

    def _of_verdict(
        self, learner: Learner, current: Current, verdict: StoredVerdict, dictionary: bytes
    ) -> tuple[Submission, ExerciseResult]:
        """Return the result of a verdict; without its notes if only their records are damaged."""
        try:
            return self._worded(learner, current, verdict, dictionary)
        except GradebookError:
            if not verdict.has_notes:
                raise
        alone = msgspec.structs.replace(verdict, has_notes=False)
        submission, result = self._worded(learner, current, alone, dictionary)
        return submission, msgspec.structs.replace(result, notes=(_NO_NOTES,))

    def _worded(
        self, learner: Learner, current: Current, verdict: StoredVerdict, dictionary: bytes
    ) -> tuple[Submission, ExerciseResult]:
        submission = _submission(learner, current)
        if verdict.has_notes:
            content = stored_submission(self._connection, current, dictionary)
            at = submission.submitted_at
            submission = msgspec.structs.replace(content, submitted_at=at)
        return submission, worded(
            self._connection, self._course, submission, current.content_id, verdict, dictionary
        )

    def _damaged(
        self, learner: Learner, current: Current, error: GradebookError
    ) -> tuple[Submission, ExerciseResult]:
        """Return an internal error, so that a damaged record costs nobody any points."""
        tasks = self._course.exercise(current.exercise).tasks
        known = {task.name: TaskSource("answered") for task in tasks}
        submission = msgspec.structs.replace(_submission(learner, current), tasks=known)
        return submission, internal_error(self._course, submission, f"{_DAMAGED} ({error})")

    def _missing(self, learner: Learner, exercise: str) -> tuple[Submission, ExerciseResult]:
        tasks = {task.name: TaskSource("missing") for task in self._course.exercise(exercise).tasks}
        nothing = Submission(learner.name, exercise, "", 0, tasks, account=learner.account)
        return nothing, judge(self._course, nothing, {}, Evidence({}), {})


def _submission(learner: Learner, current: Current) -> Submission:
    at = None if current.submitted_at is None else utc_moment(current.submitted_at)
    return Submission(
        learner.name,
        current.exercise,
        current.file,
        0,
        {},
        account=learner.account,
        submitted_at=at,
    )


def stored_submission(connection: Connection, current: Current, dictionary: bytes) -> Submission:
    """Return a submission with its content; raises GradebookError."""
    wanted = select(CONTENTS.c.record, CONTENTS.c.seed).where(CONTENTS.c.id == current.content_id)
    row = connection.execute(wanted).one()
    nobody = submission_of(decompress(bytes(row.record), dictionary), bytes(row.seed))
    named = {"learner": current.learner.name, "account": current.learner.account}
    known = renamed(nobody, nobody.file, file_name(current.file))
    return msgspec.structs.replace(known, file=current.file, **named)
