"""Reads a gradebook: its learners, and their results in the words of a course."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from grader.course.course import Course
from grader.errors import GradebookError, UsageError
from grader.gradebook.codec import decode, decompress
from grader.gradebook.content import submission_of
from grader.gradebook.dictionaries import Dictionaries
from grader.gradebook.known import verdict_in, worded
from grader.gradebook.moments import utc_moment
from grader.gradebook.opening import Database, open_database
from grader.gradebook.schema import (
    CONDITIONS,
    CONTENTS,
    LEARNERS,
    SUBMISSIONS,
    VERDICTS,
)
from grader.judge.gradebook import gradebook, outline_of
from grader.judge.renamed import file_name, renamed
from grader.judge.verdict import judge
from grader.protocol.text import one_line
from grader.records import (
    Account,
    Evidence,
    ExerciseResult,
    Gradebook,
    Submission,
    TaskSource,
)
from grader.submission.distinct import numbered
from grader.submission.names import suggestion


@dataclass(frozen=True)
class Learner:
    """A learner in a gradebook. id: of the row. notes: on the files of the latest run."""

    id: int
    name: str
    account: Account
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Current:
    """A submission that counts: the latest of a learner for an exercise.

    submitted_at: UTC, or None if it is not known. The numbers are those of the rows; verdict is the
    record of the verdict.
    """

    learner: Learner
    exercise: str
    file: str
    submitted_at: str | None
    content_id: int
    verdict_id: int
    condition_id: int
    dictionary_id: int
    key_digest: str
    limits: str
    verdict: bytes


class Opened:
    """An open gradebook, as a context manager. Everything raises GradebookError."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def __enter__(self) -> Opened:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.database.engine.dispose()

    def learners(self) -> tuple[Learner, ...]:
        """Return all learners, ordered by name."""
        with self.database.reading() as connection:
            return tuple(_learners(connection).values())

    def learner(self, name: str) -> Learner:
        """Return the learner of this name, or with this number; raises UsageError."""
        known = self.learners()
        found = [one for one in known if name == one.name]
        found = found or [one for one in known if name and name == one.account.id]
        if len(found) == 1:
            return found[0]
        shown = self.database.shown
        advice = suggestion(name, [one.name for one in known]) if known else "It has no learners."
        raise UsageError(f"{shown}: there is no learner {one_line(name)}. {one_line(advice)[:300]}")

    def current(self, course: Course) -> tuple[Current, ...]:
        """Return the submissions that count, ordered by learner and exercise."""
        with self.database.reading() as connection:
            return tuple(_current(connection, course).values())

    def gradebook(self, course: Course) -> Gradebook:
        """Return the latest results of all learners, out of the whole course.

        An exercise that a learner has not handed in counts 0 points.
        """
        with self.database.reading() as connection:
            current = _current(connection, course)
            learners = _learners(connection)
            results = _Results(connection, course)
            pairs = [
                results.of(learner, exercise.name, current.get((learner.id, exercise.name)))
                for learner in learners.values()
                for exercise in course.exercises
            ]
        keys = {one.key_digest for one in current.values()}
        key = keys.pop() if len(keys) == 1 else ""
        submissions, made = [one for one, _ in pairs], [one for _, one in pairs]
        told = {one.name: one.notes for one in learners.values()}
        return gradebook(submissions, made, (), key or None, outline_of(course), told)


def open_gradebook(target: str) -> Opened:
    """Open a gradebook that exists; raises UsageError. See `open_database`."""
    return Opened(open_database(target, create=False))


def _learners(connection: Connection) -> dict[int, Learner]:
    rows = connection.execute(select(LEARNERS).order_by(LEARNERS.c.name, LEARNERS.c.id)).all()
    found = _distinct([_learner(row) for row in rows])
    return {one.id: one for one in sorted(found, key=lambda one: (one.name, one.id))}


def _distinct(learners: Sequence[Learner]) -> list[Learner]:
    """Add their numbers to the names of learners who have the same name.

    The result may be the name of another learner, whose points would then be added to these.
    """
    names = Counter(one.name for one in learners)
    taken = set(names)
    distinct = []
    for one in learners:
        name = one.name
        if names[name] > 1:
            wanted = numbered(f"{name}_{one.account.id or one.id}")
            name = next(each for each in wanted if each not in taken)
            taken.add(name)
        distinct.append(replace(one, name=name))
    return distinct


def _learner(row: Row[Any]) -> Learner:
    try:
        account = decode(bytes(row.account), Account)
    except GradebookError:
        account = Account()
    return Learner(row.id, row.name, account, _notes(row.notes))


def _notes(said: str) -> tuple[str, ...]:
    try:
        notes = json.loads(said)
    except ValueError:
        return ()
    return tuple(map(str, notes)) if isinstance(notes, list) else ()


def _current(connection: Connection, course: Course) -> dict[tuple[int, str], Current]:
    """Return the submissions that count, by learner and exercise: the latest of each."""
    learners = _learners(connection)
    query = (
        select(
            SUBMISSIONS,
            VERDICTS.c.condition_id,
            VERDICTS.c.record,
            CONDITIONS.c.key_digest,
            CONDITIONS.c.limits,
            CONTENTS.c.dictionary_id,
        )
        .join(VERDICTS, VERDICTS.c.id == SUBMISSIONS.c.verdict_id)
        .join(CONTENTS, CONTENTS.c.id == SUBMISSIONS.c.content_id)
        .join(CONDITIONS, CONDITIONS.c.id == VERDICTS.c.condition_id)
        .where(CONDITIONS.c.course == course.name)
        .order_by(SUBMISSIONS.c.run_id, SUBMISSIONS.c.id)
    )
    latest = {
        (row.learner_id, row.exercise): Current(
            learners[row.learner_id],
            row.exercise,
            row.file,
            row.submitted_at,
            row.content_id,
            row.verdict_id,
            row.condition_id,
            row.dictionary_id,
            row.key_digest,
            row.limits,
            bytes(row.record),
        )
        for row in connection.execute(query)
    }
    order = {number: place for place, number in enumerate(learners)}
    return dict(sorted(latest.items(), key=lambda item: (order[item[0][0]], item[0][1])))


class _Results:
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
        verdict = verdict_in(current.verdict, dictionary)
        submission = Submission(
            learner.name, exercise, current.file, 0, {}, account=learner.account
        )
        if verdict.has_notes:
            submission = stored_submission(self._connection, current, dictionary)
        if current.submitted_at is not None:
            at = utc_moment(current.submitted_at)
            submission = msgspec.structs.replace(submission, submitted_at=at)
        return submission, worded(
            self._connection, self._course, submission, current.content_id, verdict, dictionary
        )

    def _missing(self, learner: Learner, exercise: str) -> tuple[Submission, ExerciseResult]:
        tasks = {task.name: TaskSource("missing") for task in self._course.exercise(exercise).tasks}
        nothing = Submission(learner.name, exercise, "", 0, tasks, account=learner.account)
        return nothing, judge(self._course, nothing, {}, Evidence({}), {})


def stored_submission(connection: Connection, current: Current, dictionary: bytes) -> Submission:
    """Return a submission with its content; raises GradebookError."""
    wanted = select(CONTENTS.c.record, CONTENTS.c.seed).where(CONTENTS.c.id == current.content_id)
    row = connection.execute(wanted).one()
    nobody = submission_of(decompress(bytes(row.record), dictionary), bytes(row.seed))
    named = {"learner": current.learner.name, "account": current.learner.account}
    known = renamed(nobody, nobody.file, file_name(current.file))
    return msgspec.structs.replace(known, file=current.file, **named)
