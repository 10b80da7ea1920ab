"""Judges stored evidence again, under the checks of today. No learner code is run."""

from __future__ import annotations

from dataclasses import dataclass, replace

from grader.course.course import Course
from grader.gradebook.recalling import Recalled
from grader.pipeline import NOTHING, Graded, diagnosed, judged
from grader.trainer.diagnose import Diagnose
from grader.trainer.measure import Trainer, measure
from grader.trainer.messages import (
    DiagnosisReply,
    DiagnosisRequest,
    ModelReply,
    ModelRequest,
)
from grader.trainer.replies import Remembering


@dataclass(frozen=True)
class Trainers:
    """What makes measurements and diagnoses that are not known."""

    measure: Trainer
    diagnose: Diagnose


class Absent:
    """Stands in for a trainer that is not started. `was_asked`: whether one is needed."""

    def __init__(self) -> None:
        self.was_asked = False

    def measure(self, _request: ModelRequest) -> ModelReply:
        """Return no measurement."""
        self.was_asked = True
        return ModelReply(internal_error="not asked")

    def diagnose(self, _request: DiagnosisRequest) -> DiagnosisReply:
        """Return no diagnosis."""
        self.was_asked = True
        return DiagnosisReply(internal_error="not asked")


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
