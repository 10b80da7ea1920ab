"""Writes a graded submission as rows, with few statements, which are made once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from grader.course.course import Course
from grader.gradebook.codec import compress, digest_of, encode
from grader.gradebook.conditions import new_row, row_id
from grader.gradebook.content import Content, content_of
from grader.gradebook.dictionaries import Dictionaries, dictionary_for
from grader.gradebook.moments import utc_text
from grader.gradebook.people_rows import People
from grader.gradebook.schema import (
    CONTENTS,
    DICTIONARIES,
    EVIDENCE,
    SUBMISSIONS,
    VERDICTS,
)
from grader.gradebook.stored import StoredEvidence, stored_evidence
from grader.gradebook.verdicts import Verdict, verdict_of
from grader.graded import NOTHING, Graded
from grader.judge.renamed import file_name, plain_name, renamed
from grader.protocol.text import plain
from grader.records import Submission

_CONTENT = select(CONTENTS.c.id, CONTENTS.c.dictionary_id).where(
    CONTENTS.c.digest == bindparam("digest")
)
_VERDICT = select(VERDICTS).where(
    VERDICTS.c.content_id == bindparam("content"), VERDICTS.c.condition_id == bindparam("condition")
)
_SUBMISSION = select(SUBMISSIONS.c.id).where(
    SUBMISSIONS.c.learner_id == bindparam("learner"),
    SUBMISSIONS.c.content_id == bindparam("content"),
)
_NEW_EVIDENCE = update(EVIDENCE).where(EVIDENCE.c.content_id == bindparam("content"))
_NEW_VERDICT = update(VERDICTS).where(VERDICTS.c.id == bindparam("number"))
_SEEN_AGAIN = update(SUBMISSIONS).where(SUBMISSIONS.c.id == bindparam("number"))


@dataclass(frozen=True)
class Entry:
    """A graded submission, ready to be written. evidence: None if it was not run now."""

    submission: Submission
    content: Content
    verdict: Verdict
    evidence: StoredEvidence | None


def entry_of(graded: Graded) -> Entry:
    """Return a graded submission as it is written."""
    content = content_of(graded.submission)
    verdict = verdict_of(graded.result, content.plain)
    return Entry(graded.submission, content, verdict, evidence_of(graded))


def evidence_of(graded: Graded) -> StoredEvidence | None:
    """Return the evidence of a graded submission as it is stored; None if it was not run now."""
    examined, submission = graded.examined, graded.submission
    if examined is NOTHING:
        return None
    kept = stored_evidence(
        examined.questions, examined.evidence, examined.measurements, graded.replies
    )
    return renamed(kept, file_name(submission.file), plain_name(submission))


@dataclass(frozen=True)
class Row:
    """The row of a content, and the text that its records are compressed with.

    is_new: whether it was added just now, so that nothing refers to it yet.
    """

    id: int
    dictionary: bytes
    is_new: bool = False


@dataclass
class Rows:
    """Writes entries of one run.

    told: notes on learners, by name. people: who they are.
    """

    course: Course
    condition_id: int
    run_id: int
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dictionaries: Dictionaries = field(default_factory=Dictionaries)
    people: People = field(default_factory=People)
    _newest: dict[str, int] = field(default_factory=dict)

    def write(self, connection: Connection, entry: Entry) -> None:
        """Write an entry. What the gradebook has already is not written again."""
        notes = self.told.get(entry.submission.learner, ())
        learner_id, is_new = self.people.write(connection, entry.submission, notes)
        if not entry.submission.file:
            return  # who has handed in nothing
        content = self._content(connection, entry)
        if entry.evidence is not None:
            self.write_evidence(connection, content, entry.evidence)
        verdict_id = self.write_verdict(connection, content, entry.verdict)
        values: dict[str, Any] = {
            "verdict_id": verdict_id,
            "file": plain(entry.submission.file),
            "run_id": self.run_id,
        }
        if entry.submission.submitted_at is not None:
            values["submitted_at"] = utc_text(entry.submission.submitted_at)
        is_new |= content.is_new
        named = {"learner": learner_id, "content": content.id}
        found = None if is_new else connection.execute(_SUBMISSION, named).scalar()
        if found is None:
            named = {"learner_id": learner_id, "content_id": content.id}
            row = {**named, **values, "exercise": entry.submission.exercise}
            new_row(connection, SUBMISSIONS, row)
        else:
            connection.execute(_SEEN_AGAIN, {**values, "number": found})

    def _content(self, connection: Connection, entry: Entry) -> Row:
        content = entry.content
        found = connection.execute(_CONTENT, {"digest": content.digest}).first()
        if found is not None:
            return Row(int(found.id), self.dictionaries.text(connection, found.dictionary_id))
        number = self._newest_dictionary(connection, entry.submission.exercise)
        text = self.dictionaries.text(connection, number)
        values = {
            "digest": content.digest,
            "seed": content.seed,
            "dictionary_id": number,
            "record": compress(content.record, text),
        }
        return Row(new_row(connection, CONTENTS, values), text, is_new=True)

    def _newest_dictionary(self, connection: Connection, exercise: str) -> int:
        if exercise not in self._newest:
            text = dictionary_for(self.course, exercise)
            named = {"digest": digest_of(text)}
            self._newest[exercise] = row_id(connection, DICTIONARIES, named, {"text": text})
        return self._newest[exercise]

    def write_evidence(
        self, connection: Connection, content: Row, evidence: StoredEvidence
    ) -> None:
        """Write evidence in place of what there was."""
        values = {"record": compress(encode(evidence), content.dictionary)}
        if not content.is_new:
            named = {"content": content.id}
            if connection.execute(_NEW_EVIDENCE, {**named, **values}).rowcount:
                return
        connection.execute(EVIDENCE.insert(), {"content_id": content.id, **values})

    def write_verdict(self, connection: Connection, content: Row, verdict: Verdict) -> int:
        """Write a verdict in place of the one under the same condition; return its id."""
        values = {
            "status": verdict.status,
            "score": verdict.score,
            "max_score": verdict.max_score,
            "record": compress(verdict.record, content.dictionary),
            "run_id": self.run_id,
        }
        named = {"content": content.id, "condition": self.condition_id}
        found = None if content.is_new else connection.execute(_VERDICT, named).first()
        if found is None:
            row = {"content_id": content.id, "condition_id": self.condition_id, **values}
            return new_row(connection, VERDICTS, row)
        before = bytes(found.record), found.score, found.max_score
        if before != (values["record"], verdict.score, verdict.max_score):
            connection.execute(_NEW_VERDICT, {**values, "number": found.id})
        return int(found.id)
