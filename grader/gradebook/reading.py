"""Reads a gradebook: its learners, and their results in the words of a course."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Row, select

from grader.course.course import Course
from grader.errors import GradebookError, UsageError
from grader.gradebook.codec import decode
from grader.gradebook.current import Current, Learner
from grader.gradebook.opening import Database, open_database
from grader.gradebook.results import Results
from grader.gradebook.schema import (
    CONDITIONS,
    CONTENTS,
    LEARNERS,
    SUBMISSIONS,
    VERDICTS,
)
from grader.judge.gradebook import gradebook, outline_of
from grader.notes import listed
from grader.people import place_of
from grader.protocol.text import one_line
from grader.records import (
    Account,
    Gradebook,
)
from grader.report.by_name import require_name
from grader.submission.distinct import numbered
from grader.submission.names import suggestion


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
        require_name(name, self.database.shown)
        known = self.learners()
        shown = self.database.shown
        found = [one for one in known if name == one.name]
        found = found or with_number(known, name, shown)
        if found:
            return found[0]
        advice = suggestion(name, [one.name for one in known]) if known else "It has no learners."
        raise UsageError(f"{shown}: there is no learner {one_line(name)}. {one_line(advice)[:300]}")

    def current(self, course: Course) -> tuple[Current, ...]:
        """Return the submissions that count, ordered by learner and exercise."""
        with self.database.reading() as connection:
            return tuple(current_in(connection, course).values())

    def gradebook(self, course: Course) -> Gradebook:
        """Return the latest results of all learners, out of the whole course.

        An exercise that a learner has not handed in counts 0 points.
        """
        with self.database.reading() as connection:
            current = current_in(connection, course)
            learners = _learners(connection)
            results = Results(connection, course)
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


def with_number(known: Iterable[Learner], number: str, shown: str) -> list[Learner]:
    """Return the learner who has this number in the course system, or none; raises UsageError.

    Moodle may give one number to several learners. shown: the gradebook's name in messages.
    """
    found = [one for one in known if number and one.account.id == number]
    if len(found) > 1:
        names = [one.name for one in found]
        raise UsageError(f"{shown}: {listed('several learners have this number', names)}.")
    return found


def open_gradebook(target: str) -> Opened:
    """Open a gradebook that exists; raises UsageError. See `open_database`."""
    return Opened(open_database(target, create=False))


def _learners(connection: Connection) -> dict[int, Learner]:
    rows = connection.execute(select(LEARNERS).order_by(LEARNERS.c.id)).all()
    found = _distinct([_learner(row) for row in rows])
    return {one.id: one for one in sorted(found, key=lambda one: place_of(one.name))}


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


def current_in(connection: Connection, course: Course) -> dict[tuple[int, str], Current]:
    """Return the submissions that count, by learner and exercise: the latest of each."""
    learners = _learners(connection)
    query = (
        select(
            SUBMISSIONS,
            VERDICTS.c.condition_id,
            VERDICTS.c.record,
            VERDICTS.c.score,
            VERDICTS.c.max_score,
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
            (row.score, row.max_score),
        )
        for row in connection.execute(query)
    }
    order = {number: place for place, number in enumerate(learners)}
    return dict(sorted(latest.items(), key=lambda item: (order[item[0][0]], item[0][1])))
