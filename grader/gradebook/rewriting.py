"""Writes new verdicts on contents that a gradebook has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType

from sqlalchemy import Connection, bindparam, update

from grader.course.course import Course
from grader.gradebook.conditions import Condition, condition_id, finish_run, now, start_run
from grader.gradebook.current import Current
from grader.gradebook.opening import Database
from grader.gradebook.rows import Row, Rows
from grader.gradebook.schema import SUBMISSIONS
from grader.gradebook.stored import StoredEvidence
from grader.gradebook.verdicts import Verdict

_NEW_VERDICT = update(SUBMISSIONS).where(
    SUBMISSIONS.c.content_id == bindparam("content"), SUBMISSIONS.c.verdict_id == bindparam("old")
)


@dataclass(frozen=True)
class New:
    """A new verdict on a content, and the submissions with it that count.

    evidence: None if what the gradebook has stays.
    """

    of: tuple[Current, ...]
    verdict: Verdict
    evidence: StoredEvidence | None = None


class Rewriting:
    """Writes the verdicts of one command, as a context manager; a run is noted for each condition.

    command: as in the table of runs.
    """

    def __init__(self, database: Database, course: Course, command: str) -> None:
        self._database = database
        self._course = course
        self._command = command
        self._runs: dict[Condition, Rows] = {}

    def __enter__(self) -> Rewriting:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None and self._runs:
            with self._database.writing() as connection:
                for rows in self._runs.values():
                    finish_run(connection, rows.run_id)

    def write(self, new: Sequence[New]) -> None:
        """Write all of these verdicts or none; raises GradebookError."""
        if not new:
            return
        with self._database.writing() as connection:
            for one in new:
                self._write(connection, one)

    def _write(self, connection: Connection, new: New) -> None:
        first = new.of[0]
        rows = self._rows(connection, first)
        text = rows.dictionaries.text(connection, first.dictionary_id)
        content = Row(first.content_id, text)
        if new.evidence is not None:
            rows.write_evidence(connection, content, new.evidence)
        verdict_id = rows.write_verdict(connection, content, new.verdict)
        # Submissions that were graded in different runs may have different verdicts.
        for old in {one.verdict_id for one in new.of} - {verdict_id}:
            named = {"content": first.content_id, "old": old}
            connection.execute(_NEW_VERDICT, {**named, "verdict_id": verdict_id})

    def _rows(self, connection: Connection, first: Current) -> Rows:
        condition = now(self._course, first.key_digest, first.limits)
        if condition not in self._runs:
            run_id = start_run(connection, condition, self._command)
            self._runs[condition] = Rows(self._course, condition_id(connection, condition), run_id)
        return self._runs[condition]
