"""Diagnoses trainings that failed: has the trainer find the single repair that makes them work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import msgspec
import numpy as np

from grader.course.exercise import Question
from grader.judge import wording
from grader.protocol.text import one_line
from grader.records import (
    Diagnosis,
    Evidence,
    ExerciseResult,
    Outcome,
    Place,
    Reason,
    Status,
    Submission,
    TaskResult,
)
from grader.trainer.messages import DiagnosisReply, DiagnosisRequest, RepairKind
from grader.trainer.reproduce import on_own_data

Diagnose: TypeAlias = Callable[[DiagnosisRequest], DiagnosisReply]
Questions: TypeAlias = Mapping[str, Mapping[str, Question]]

_CONCERN_TRAINING = frozenset(
    {
        "training.diverged",
        "training.did_not_move",
        "training.rose",
        "training.fell_too_little",
        "compile.rate_too_large",
        "compile.rate_too_small",
        "compile.rate_zero",
        "compile.settings",
        "train.not_better",
        "train.same_weights",
        "train.frozen",
        "losses.not_finite",
        "losses.rising",
    }
)
"""The codes of checks that saw a training fail."""

FALLS_TO, CLEARLY_TO = 0.9, 0.6
"""The parts of the loss of the best constant prediction to which a training on a learner's own data
must bring its loss to be in order, and a repaired one to name its repair."""

_CLEARLY = 0.99
"""The part of the loss before a training on the grader's data that a repair must reach, if the
course asks for less. Sixty steps of Adam with its usual learning rate may reach no more."""

_OF_A_MODEL: tuple[RepairKind, ...] = (
    "rate_lower",
    "rate_higher",
    "output",
    "settings",
    "frozen",
    "weights",
    "relu",
)
"""What a learner decides of a training on the grader's data, with the grader's loss."""

_MAX_MESSAGE = 1_500

_CODES: Mapping[RepairKind, str] = {
    "rate_lower": "diagnosis.learning_rate_too_high",
    "rate_higher": "diagnosis.learning_rate_too_low",
    "logits": "diagnosis.logits",
    "output": "diagnosis.output_activation",
    "settings": "diagnosis.optimizer_settings",
    "frozen": "diagnosis.frozen_layers",
    "weights": "diagnosis.starting_weights",
    "inputs": "diagnosis.inputs_not_scaled",
    "labels": "diagnosis.labels_beside_other_rows",
    "loss": "diagnosis.unsuitable_loss",
    "relu": "diagnosis.relu_missing",
}


def diagnose(
    trainer: Diagnose,
    submission: Submission,
    questions: Questions,
    evidence: Evidence,
    result: ExerciseResult,
) -> ExerciseResult:
    """Return the result with diagnoses of what failed in training. Points and statuses stay."""
    tasks = []
    with np.errstate(all="ignore"):  # Learners' weights and data may be infinities and NaN.
        for task in result.tasks:
            found = None
            if any(_concerns_training(check.status, check.reason) for check in task.checks):
                outcomes = evidence.outcomes.get(task.task, {})
                found = _of_task(trainer, submission, questions.get(task.task, {}), outcomes)
            tasks.append(_with_diagnosis(task, found))
    return msgspec.structs.replace(result, tasks=tuple(tasks))


def _with_diagnosis(task: TaskResult, found: Diagnosis | None) -> TaskResult:
    return task if found is None else msgspec.structs.replace(task, diagnosis=found)


def _concerns_training(status: Status, reason: Reason | None) -> bool:
    return status is Status.FAILED and reason is not None and reason.code in _CONCERN_TRAINING


def _of_task(
    trainer: Diagnose,
    submission: Submission,
    questions: Mapping[str, Question],
    outcomes: Mapping[str, Outcome],
) -> Diagnosis | None:
    """Diagnose the first training of a task that can be repeated."""
    for name, question in questions.items():
        request = _request(question, outcomes.get(name, Outcome()), submission)
        if request is not None:
            return _diagnosis(trainer(request))
    return None


def _request(
    question: Question, outcome: Outcome, submission: Submission
) -> DiagnosisRequest | None:
    """Return the request to repeat the training on the grader's data, if there was one."""
    setup, training = on_own_data(question, outcome), question.training
    if setup is None or training is None:
        return None
    clearly = min(_CLEARLY, training.falls_to)
    seeds = submission.diagnosis_seeds
    return DiagnosisRequest(
        setup, seeds, training.falls_to, clearly, beats_constant=False, kinds=_OF_A_MODEL
    )


def _diagnosis(reply: DiagnosisReply, place: Place | None = None) -> Diagnosis | None:
    """Return the diagnosis; None if the training could not be repeated, or went well then."""
    if reply.internal_error or not reply.fails:
        return None
    code = "diagnosis.no_single_repair" if reply.repair is None else _CODES[reply.repair]
    reason = Reason(code, _details(reply))
    message = one_line(wording.message(reason, {}))[:_MAX_MESSAGE]
    return Diagnosis(reason, message, reply.curve_before, reply.curve_after, place)


def _details(reply: DiagnosisReply) -> dict[str, Any]:
    measured, before, after = reply.measured, reply.curve_before, reply.curve_after
    return {
        **reply.details,
        "measured": "" if measured is None else measured.name,
        "start": before[0],
        "end": before[-1],
        "repaired_start": after[0] if after else None,
        "repaired_end": after[-1] if after else None,
        "others": [_CODES[kind] for kind in reply.others],
        "dead": [msgspec.to_builtins(one) for one in reply.dead],
        "not_finite": msgspec.to_builtins(reply.not_finite),
        "has_slope": reply.has_slope,
    }
