"""What a run knows of one submission: what was examined of it, and the result."""

from __future__ import annotations

from dataclasses import dataclass, field

from grader.judge.verdict import Questions
from grader.records import Evidence, ExerciseResult, Measurements, Submission
from grader.trainer.replies import Replies


@dataclass(frozen=True)
class Examined:
    """What learner code did: the questions to it, its evidence, and the measurements of that."""

    questions: Questions
    evidence: Evidence
    measurements: Measurements


NOTHING = Examined({}, Evidence({}), {})
"""What is known of a submission that was not run."""


@dataclass(frozen=True)
class Graded:
    """A result, and what it was made of. replies: on trainings that were diagnosed."""

    submission: Submission
    result: ExerciseResult
    examined: Examined = NOTHING
    replies: Replies = field(default_factory=dict)
