"""Recalls what a gradebook knows of a content, for the questions of today."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from sqlalchemy import select

from grader.course.course import Course
from grader.gradebook.codec import decode, decompress
from grader.gradebook.content import submission_of
from grader.gradebook.dictionaries import Dictionaries
from grader.gradebook.known import verdict_in
from grader.gradebook.opening import Database
from grader.gradebook.reading import Current
from grader.gradebook.schema import CONTENTS, EVIDENCE
from grader.gradebook.stored import StoredEvidence, StoredVerdict, question_digests
from grader.judge.renamed import file_name, plain_name, renamed
from grader.pipeline import NOTHING, Examined
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


class Recalling:
    """Recalls contents and verdicts. Thread-safe. Everything raises GradebookError."""

    def __init__(self, database: Database, course: Course) -> None:
        self._database = database
        self._course = course
        self._dictionaries = Dictionaries()

    def verdict(self, one: Current) -> StoredVerdict:
        """Return the verdict that a submission has."""
        with self._database.reading() as connection:
            text = self._dictionaries.text(connection, one.dictionary_id)
        return verdict_in(one.verdict, text)

    def known(self, one: Current) -> Recalled:
        """Return what is known of a submission's content, as this learner's."""
        wanted = (
            select(CONTENTS.c.record, CONTENTS.c.seed, EVIDENCE.c.record.label("evidence"))
            .outerjoin(EVIDENCE, EVIDENCE.c.content_id == CONTENTS.c.id)
            .where(CONTENTS.c.id == one.content_id)
        )
        with self._database.reading() as connection:
            row = connection.execute(wanted).one()
            text = self._dictionaries.text(connection, one.dictionary_id)
        content = decompress(bytes(row.record), text)
        learner = one.learner
        read = submission_of(content, bytes(row.seed), learner.name, one.file, learner.account)
        stored = StoredEvidence({})
        if row.evidence is not None:
            stored = decode(decompress(bytes(row.evidence), text), StoredEvidence)
            stored = renamed(stored, plain_name(read), file_name(one.file))
        return recalled(self._course, read, stored)


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
