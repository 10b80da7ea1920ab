"""Finds the verdicts that contents have already."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import Connection, select

from grader.course.course import Course
from grader.errors import GradebookError
from grader.gradebook.codec import decode, decompress
from grader.gradebook.content import content_or_none
from grader.gradebook.dictionaries import Dictionaries
from grader.gradebook.opening import Database
from grader.gradebook.schema import CONTENTS, EVIDENCE, VERDICTS
from grader.gradebook.stored import StoredEvidence, StoredVerdict
from grader.gradebook.verdicts import result_of
from grader.judge.renamed import file_name, plain_name, renamed
from grader.judge.verdict import notes
from grader.records import Evidence, ExerciseResult, Submission

Item = TypeVar("Item")

_AT_ONCE = 400
"""Values in one query; databases allow about a thousand."""


def known_results(
    database: Database, course: Course, condition_id: int, submissions: Sequence[Submission]
) -> Iterator[tuple[int, ExerciseResult]]:
    """Yield the results under this condition, each with the index of the submission.

    A file that could not be read has none, and neither has a record that is damaged. The database
    is not being read while a result is yielded, so that it can be written.
    """
    by_digest: dict[bytes, list[int]] = {}
    for index, one in enumerate(submissions):
        content = content_or_none(one)
        if content is not None and one.file and not one.internal_error:
            by_digest.setdefault(content.digest, []).append(index)
    dictionaries = Dictionaries()
    for digests in in_parts(list(by_digest)):
        wanted = {
            digest: [(index, submissions[index]) for index in by_digest[digest]]
            for digest in digests
        }
        with database.reading() as connection:
            results = list(_known(connection, course, condition_id, wanted, dictionaries))
        yield from results


def _known(
    connection: Connection,
    course: Course,
    condition_id: int,
    wanted: Mapping[bytes, Sequence[tuple[int, Submission]]],
    dictionaries: Dictionaries,
) -> Iterator[tuple[int, ExerciseResult]]:
    """Yield the results of submissions that are given by the digests of their contents."""
    query = (
        select(CONTENTS.c.id, CONTENTS.c.digest, CONTENTS.c.dictionary_id, VERDICTS.c.record)
        .join(VERDICTS, VERDICTS.c.content_id == CONTENTS.c.id)
        .where(CONTENTS.c.digest.in_(wanted), VERDICTS.c.condition_id == condition_id)
    )
    for row in connection.execute(query).all():
        dictionary = dictionaries.text(connection, row.dictionary_id)
        for index, one in wanted[bytes(row.digest)]:
            with contextlib.suppress(GradebookError):
                verdict = verdict_in(row.record, dictionary)
                yield index, worded(connection, course, one, row.id, verdict, dictionary)


def in_parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Yield items in parts that one query can take."""
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]


def verdict_in(record: bytes, dictionary: bytes) -> StoredVerdict:
    """Return the verdict in a record; raises GradebookError."""
    return decode(decompress(bytes(record), dictionary), StoredVerdict)


def worded(
    connection: Connection,
    course: Course,
    submission: Submission,
    content_id: int,
    verdict: StoredVerdict,
    dictionary: bytes,
) -> ExerciseResult:
    """Return a verdict in the words of the course; raises GradebookError."""
    told: tuple[str, ...] = ()
    if verdict.has_notes:
        evidence = evidence_of(connection, content_id, dictionary)
        loading = renamed(
            Evidence({}, evidence.loading), plain_name(submission), file_name(submission.file)
        )
        told = notes(course, submission, loading)
    return result_of(verdict, course, submission, plain_name(submission), told)


def evidence_of(connection: Connection, content_id: int, dictionary: bytes) -> StoredEvidence:
    """Return the evidence on a content, which may be none; raises GradebookError."""
    wanted = select(EVIDENCE.c.record).where(EVIDENCE.c.content_id == content_id)
    record = connection.execute(wanted).scalar()
    if record is None:
        return StoredEvidence({})
    return decode(decompress(bytes(record), dictionary), StoredEvidence)
