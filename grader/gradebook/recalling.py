"""Recalls what a gradebook knows of a content, for the questions of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import select

from grader.course.course import Course
from grader.gradebook.codec import decode, decompress
from grader.gradebook.content import submission_of
from grader.gradebook.current import Current
from grader.gradebook.dictionaries import Dictionaries
from grader.gradebook.known import verdict_in
from grader.gradebook.opening import Database
from grader.gradebook.schema import CONTENTS, EVIDENCE
from grader.gradebook.stored import StoredEvidence, StoredVerdict, question_digests
from grader.graded import NOTHING, Examined
from grader.judge.renamed import file_name, renamed
from grader.records import Evidence, Submission


@dataclass(frozen=True)
class Recalled:
    """What a gradebook knows of a submission.

    examined: without measurements. stale: the tasks with a question to which there is no outcome.
    new: tasks of the course that the file was never searched for.
    """

    submission: Submission
    stored: StoredEvidence
    examined: Examined
    stale: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


class Record(msgspec.Struct, frozen=True):
    """A content and its evidence as they are stored. evidence: None if there is none."""

    content: bytes
    seed: bytes
    dictionary: bytes
    evidence: bytes | None

    def recalled(self, course: Course, of: Current | None = None) -> Recalled:
        """Return what is known of the content; raises GradebookError. of: whose it is."""
        content = decompress(self.content, self.dictionary)
        read = submission_of(content, self.seed)
        stored = StoredEvidence({})
        if self.evidence is not None:
            stored = decode(decompress(self.evidence, self.dictionary), StoredEvidence)
        if of is not None:
            old, new = read.file, file_name(of.file)
            named = {"learner": of.learner.name, "account": of.learner.account, "file": of.file}
            read = msgspec.structs.replace(renamed(read, old, new), **named)
            stored = renamed(stored, old, new)
        return recalled(course, read, stored)


class Recalling:
    """Recalls contents and verdicts. Thread-safe. Everything raises GradebookError."""

    def __init__(self, database: Database, course: Course) -> None:
        self._database = database
        self._course = course
        self._dictionaries = Dictionaries()

    def verdict(self, one: Current) -> StoredVerdict:
        """Return the verdict that a submission has."""
        return verdict_in(one.verdict, self._text(one), one.points)

    def known(self, one: Current) -> Recalled:
        """Return what is known of a submission's content, as this learner's."""
        return self.records([one])[0].recalled(self._course, one)

    def records(self, several: Sequence[Current]) -> list[Record]:
        """Return the records of the contents of these submissions, in their order."""
        texts = [self._text(one) for one in several]
        wanted = (
            select(CONTENTS.c.id, CONTENTS.c.record, CONTENTS.c.seed, EVIDENCE.c.record.label("ev"))
            .outerjoin(EVIDENCE, EVIDENCE.c.content_id == CONTENTS.c.id)
            .where(CONTENTS.c.id.in_([one.content_id for one in several]))
        )
        with self._database.reading() as connection:
            rows = {row.id: row for row in connection.execute(wanted)}
        found = [rows[one.content_id] for one in several]
        return [
            Record(
                bytes(row.record), bytes(row.seed), text, None if row.ev is None else bytes(row.ev)
            )
            for row, text in zip(found, texts, strict=True)
        ]

    def _text(self, one: Current) -> bytes:
        known = self._dictionaries.known(one.dictionary_id)
        if known is not None:
            return known
        with self._database.reading() as connection:
            return self._dictionaries.text(connection, one.dictionary_id)


def recalled(course: Course, read: Submission, stored: StoredEvidence) -> Recalled:
    """Return what is known of a submission, for the questions that the course has today."""
    wanted = [task.name for task in course.exercise(read.exercise).tasks]
    tasks = {name: read.tasks[name] for name in wanted if name in read.tasks}
    submission = msgspec.structs.replace(read, tasks=tasks)
    new = tuple(name for name in wanted if name not in read.tasks)
    if not submission.is_answered:
        return Recalled(submission, stored, NOTHING, (), new)
    questions = course.questions(submission)
    evidence = Evidence({task: {} for task in questions}, stored.loading, stored.trainings)
    stale: dict[str, None] = {}
    for digest, (task, name) in question_digests(questions).items():
        if digest in stored.outcomes:
            evidence.outcomes[task][name] = stored.outcomes[digest]
        else:
            stale[task] = None
    return Recalled(submission, stored, Examined(questions, evidence, {}), tuple(stale), new)
