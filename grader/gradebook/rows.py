"""Writes a graded submission as rows."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection, select, update

from grader.course.course import Course
from grader.gradebook.codec import compress, digest_of, encode
from grader.gradebook.conditions import new_row, row_id
from grader.gradebook.content import Content, content_of
from grader.gradebook.dictionaries import Dictionaries, dictionary_for
from grader.gradebook.identity import identity_of, readable
from grader.gradebook.moments import utc_text
from grader.gradebook.schema import (
    CONTENTS,
    DICTIONARIES,
    EVIDENCE,
    LEARNERS,
    SUBMISSIONS,
    VERDICTS,
)
from grader.gradebook.stored import StoredEvidence, stored_evidence
from grader.gradebook.verdicts import stored
from grader.judge.renamed import file_name, renamed
from grader.pipeline import NOTHING, Graded
from grader.protocol.text import plain
from grader.records import ExerciseResult, Submission


@dataclass(frozen=True)
class Entry:
    """A graded submission, ready to be written. evidence: None if it was not run now."""

    submission: Submission
    content: Content
    result: ExerciseResult
    evidence: StoredEvidence | None


def entry_of(graded: Graded) -> Entry:
    """Return a graded submission as it is written."""
    content = content_of(graded.submission)
    examined = graded.examined
    evidence = None
    if examined is not NOTHING:
        kept = stored_evidence(
            examined.questions, examined.evidence, examined.measurements, graded.replies
        )
        evidence = renamed(kept, file_name(graded.submission.file), content.plain)
    return Entry(graded.submission, content, graded.result, evidence)


@dataclass
class Rows:
    """Writes entries of one run."""

    course: Course
    condition_id: int
    run_id: int
    dictionaries: Dictionaries = field(default_factory=Dictionaries)
    _newest: dict[str, int] = field(default_factory=dict)

    def write(self, connection: Connection, entry: Entry) -> None:
        """Write an entry. What the gradebook has already is not written again."""
        if not entry.submission.file:
            self._learner(connection, entry.submission)  # who has handed in nothing
            return
        content_id, dictionary = self._content(connection, entry)
        if entry.evidence is not None:
            self.write_evidence(connection, content_id, entry.evidence, dictionary)
        verdict_id = self.write_verdict(
            connection, content_id, entry.result, entry.content.plain, dictionary
        )
        self._submission(connection, entry.submission, content_id, verdict_id)

    def _content(self, connection: Connection, entry: Entry) -> tuple[int, bytes]:
        """Return the id of a content, which is added if it is new, and its dictionary."""
        content = entry.content
        of_content = select(CONTENTS.c.id, CONTENTS.c.dictionary_id)
        found = connection.execute(of_content.where(CONTENTS.c.digest == content.digest)).first()
        if found is not None:
            return int(found.id), self.dictionaries.text(connection, found.dictionary_id)
        number = self._newest_dictionary(connection, entry.submission.exercise)
        text = self.dictionaries.text(connection, number)
        values = {
            "digest": content.digest,
            "seed": content.seed,
            "dictionary_id": number,
            "record": compress(content.record, text),
        }
        return new_row(connection, CONTENTS, values), text

    def _newest_dictionary(self, connection: Connection, exercise: str) -> int:
        if exercise not in self._newest:
            text = dictionary_for(self.course, exercise)
            named = {"digest": digest_of(text)}
            self._newest[exercise] = row_id(connection, DICTIONARIES, named, {"text": text})
        return self._newest[exercise]

    def write_evidence(
        self, connection: Connection, content_id: int, evidence: StoredEvidence, dictionary: bytes
    ) -> None:
        """Write evidence in place of what there was."""
        record = compress(encode(evidence), dictionary)
        of_content = EVIDENCE.c.content_id == content_id
        done = connection.execute(update(EVIDENCE).where(of_content).values(record=record))
        if not done.rowcount:
            connection.execute(EVIDENCE.insert().values(content_id=content_id, record=record))

    def write_verdict(
        self,
        connection: Connection,
        content_id: int,
        result: ExerciseResult,
        plain: str,
        dictionary: bytes,
    ) -> int:
        """Write a verdict in place of the one under the same condition; return its id."""
        values = {
            "status": result.status.value,
            "score": result.score,
            "max_score": result.max_score,
            "record": compress(encode(stored(result, plain)), dictionary),
        }
        named = {"content_id": content_id, "condition_id": self.condition_id}
        matches = [VERDICTS.c[name] == value for name, value in named.items()]
        found = connection.execute(select(VERDICTS.c.id, VERDICTS.c.record).where(*matches)).first()
        if found is None:
            return new_row(connection, VERDICTS, {**named, **values, "run_id": self.run_id})
        if bytes(found.record) != values["record"]:
            changed = {**values, "run_id": self.run_id}
            connection.execute(update(VERDICTS).where(VERDICTS.c.id == found.id).values(**changed))
        return int(found.id)

    def _submission(
        self, connection: Connection, one: Submission, content_id: int, verdict_id: int
    ) -> None:
        learner_id = self._learner(connection, one)
        values = {"verdict_id": verdict_id, "file": plain(one.file), "run_id": self.run_id}
        if one.submitted_at is not None:
            values["submitted_at"] = utc_text(one.submitted_at)
        named = {"learner_id": learner_id, "content_id": content_id}
        matches = [SUBMISSIONS.c[name] == value for name, value in named.items()]
        done = connection.execute(update(SUBMISSIONS).where(*matches).values(**values))
        if not done.rowcount:
            row = {**named, **values, "exercise": one.exercise}
            connection.execute(SUBMISSIONS.insert().values(**row))

    def _learner(self, connection: Connection, one: Submission) -> int:
        account, name = encode(readable(one.account)), plain(one.learner)
        named = {"identity": identity_of(name, readable(one.account))}
        number = row_id(connection, LEARNERS, named, {"name": name, "account": account})
        connection.execute(
            update(LEARNERS)
            .where(LEARNERS.c.id == number, LEARNERS.c.account != account)
            .values(account=account, name=name)
        )
        return number
