"""Judges stored evidence again, under the checks of today. No learner code is run."""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from grader.course.course import Course
from grader.errors import GradebookError
from grader.gradebook.recalling import Recalled, Record
from grader.gradebook.verdicts import Verdict, verdict_of
from grader.graded import NOTHING, Graded
from grader.judge.renamed import plain_name
from grader.pipeline import diagnosed, judged
from grader.trainer.absent import Absent
from grader.trainer.diagnose import Diagnose
from grader.trainer.measure import Trainer, measure
from grader.trainer.replies import Remembering


@dataclass(frozen=True)
class Trainers:
    """What makes measurements and diagnoses that are not known."""

    measure: Trainer
    diagnose: Diagnose


class Judged(msgspec.Struct, frozen=True):
    """What came of judging a stored content.

    verdict: None if something must be run, or measured, first. stale: the tasks to run. new: as in
    `Recalled`. damaged: why a record cannot be read.
    """

    verdict: Verdict | None = None
    stale: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    damaged: str = ""


def judge_record(course: Course, record: Record) -> Judged:
    """Judge a stored content in this process, without naming its learner."""
    try:
        known = record.recalled(course)
    except GradebookError as error:
        return Judged(damaged=str(error))
    if known.stale:
        return Judged(None, stale(known), known.new)
    absent = Absent()
    graded = rejudge(course, known, Trainers(absent.measure, absent.diagnose))
    plain = plain_name(known.submission)
    return Judged(None if absent.was_asked else verdict_of(graded.result, plain), (), known.new)


def stale(known: Recalled) -> tuple[str, ...]:
    """Return the tasks to run: all that are answered if their calls may affect each other."""
    affects = known.stale and known.submission.is_entangled
    return all_answered(known) if affects else known.stale


def all_answered(known: Recalled) -> tuple[str, ...]:
    """Return the tasks that have an answer."""
    tasks = known.submission.tasks.items()
    return tuple(name for name, one in tasks if one.state == "answered")


def rejudge(course: Course, known: Recalled, trainers: Trainers) -> Graded:
    """Judge what is known. Only what was never measured or diagnosed before asks a trainer."""
    submission, examined, stored = known.submission, known.examined, known.stored
    if examined is NOTHING:
        return Graded(submission, judged(course, submission, NOTHING))
    of_evidence = (examined.questions, examined.evidence)
    measured = measure(trainers.measure, *of_evidence, stored.measurements)
    examined = replace(examined, measurements=measured)
    asked = Remembering(trainers.diagnose, stored.replies)
    result = diagnosed(asked, submission, examined, judged(course, submission, examined))
    return Graded(submission, result, examined, asked.replies)
