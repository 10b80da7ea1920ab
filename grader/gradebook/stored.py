"""The records of a gradebook: evidence by what was asked, and verdicts without wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec

from grader.course.exercise import Question
from grader.gradebook.codec import digest_of, encode
from grader.judge.results import SKIPPED
from grader.protocol.excerpts import Excerpt
from grader.protocol.problems import Problem
from grader.records import Evidence, Measurement, Outcome, Place, Reason, Status, TaskTraining
from grader.trainer.messages import DiagnosisReply

_SHORT = 16
"""Bytes of a digest within one submission."""


class StoredEvidence(msgspec.Struct, frozen=True, array_like=True):
    """What learner code did and what the trainer found.

    outcomes: by the digest of the question. measurements, replies: by the digest of the request.
    """

    outcomes: dict[bytes, Outcome]
    loading: tuple[Problem, ...] = ()
    trainings: tuple[TaskTraining, ...] = ()
    measurements: dict[bytes, Measurement] = {}
    replies: dict[bytes, DiagnosisReply] = {}


class StoredReason(msgspec.Struct, frozen=True, array_like=True):
    """The code of a reason, and its details."""

    code: str
    details: dict[str, Any] = {}


class StoredDiagnosis(msgspec.Struct, frozen=True, array_like=True):
    """A `Diagnosis` without its message."""

    reason: StoredReason
    curve_before: tuple[float, ...] = ()
    curve_after: tuple[float, ...] = ()
    place: Place | None = None


class StoredCheck(msgspec.Struct, frozen=True, array_like=True):
    """A `CheckResult` without its title, message and hints. has_hints: whether they are shown."""

    name: str
    status: Status
    points: int
    max_points: int
    has_hints: bool = False
    reason: StoredReason | None = None
    place: Place | None = None


class StoredTask(msgspec.Struct, frozen=True, array_like=True):
    """A `TaskResult` without what follows from its checks."""

    task: str
    checks: tuple[StoredCheck, ...]
    curve: tuple[float, ...] = ()
    printed: str = ""
    diagnosis: StoredDiagnosis | None = None


class StoredVerdict(msgspec.Struct, frozen=True, array_like=True):
    """An `ExerciseResult` without what follows from its tasks.

    has_notes: whether lines of the file failed; evidence tells which.
    """

    tasks: tuple[StoredTask, ...]
    has_notes: bool = False
    diagnoses: tuple[StoredDiagnosis, ...] = ()


def question_digests(
    questions: Mapping[str, Mapping[str, Question]],
) -> dict[bytes, tuple[str, str]]:
    """Return the task and the name of each question, by the digest of its inputs.

    How the trainer trains is no part of it: learner code does not know. Equal calls of a task are
    told apart by their order.
    """
    digests: dict[bytes, tuple[str, str]] = {}
    for task, named in questions.items():
        seen: Counter[bytes] = Counter()
        for name, question in named.items():
            call = encode(question.call)
            digest = digest_of(task.encode(), call, bytes([seen[call] % 256]))[:_SHORT]
            seen[call] += 1
            digests[digest] = task, name
    return digests


def stored_evidence(
    questions: Mapping[str, Mapping[str, Question]],
    evidence: Evidence,
    measurements: Mapping[str, Mapping[str, Measurement]],
    replies: Mapping[bytes, DiagnosisReply],
) -> StoredEvidence:
    """Return evidence, measurements and replies as they are stored. What failed is left out."""
    outcomes = {
        digest: evidence.outcomes[task][name]
        for digest, (task, name) in question_digests(questions).items()
        if name in evidence.outcomes.get(task, {})
    }
    measured = {
        one.request: msgspec.structs.replace(one, request=b"")
        for of_task in measurements.values()
        for one in of_task.values()
        if one.request and not one.internal_error
    }
    return StoredEvidence(outcomes, evidence.loading, evidence.trainings, measured, dict(replies))


def reason_stored(reason: Reason) -> StoredReason:
    """Return a reason as it is stored.

    Excerpts are left out: the place has them. They are told by their type, since a course may give
    its details any names. So is the title of a check that is named: it is read from the course.
    """
    details = _plain(reason.details)
    if reason.code == SKIPPED and "check" in details:
        details.pop("after", None)
    return StoredReason(reason.code, details)


def _plain(details: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: _plain(value) if isinstance(value, Mapping) else value
        for key, value in details.items()
        if not isinstance(value, Excerpt)
    }
