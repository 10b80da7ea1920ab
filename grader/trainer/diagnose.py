"""Diagnoses trainings that failed: has the trainer find the single repair that makes them work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import msgspec
import numpy as np

from grader.course.exercise import Question
from grader.judge import wording
from grader.protocol.arrays import Array, unpack
from grader.protocol.noted import NotedTraining
from grader.protocol.text import one_line
from grader.protocol.trainings import TrainingSetup
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
from grader.trainer.losses import constant_loss, suits
from grader.trainer.messages import DiagnosisReply, DiagnosisRequest, Pairs, RepairKind
from grader.trainer.reproduce import STEPS_AGAIN, on_learners_data, on_own_data

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
        "train.stopped_too_early",
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

_MOST_AT_TOP_LEVEL = 3
_MAX_MESSAGE = 1_500
_MAX_SOURCE = 200

_CODES: Mapping[RepairKind, str] = {
    "longer": "diagnosis.too_few_epochs",
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
    work = _Diagnosing(trainer, submission, questions, evidence)
    with np.errstate(all="ignore"):  # Learners' weights and data may be infinities and NaN.
        return msgspec.structs.replace(
            result,
            tasks=tuple(map(work.with_diagnosis, result.tasks)),
            diagnoses=work.outside_of_tasks(),
        )


def _concerns_training(status: Status, reason: Reason | None) -> bool:
    return status is Status.FAILED and reason is not None and reason.code in _CONCERN_TRAINING


@dataclass(frozen=True)
class _Asked:
    """What the trainer is asked about a training.

    place: of a training in the learner's file. per_epoch: its steps in each epoch; 0 for trainings
    that are told in steps.
    """

    request: DiagnosisRequest
    place: Place | None = None
    per_epoch: int = 0


@dataclass(frozen=True)
class _Diagnosing:
    """Diagnoses the trainings of one submission."""

    trainer: Diagnose
    submission: Submission
    questions: Questions
    evidence: Evidence

    def with_diagnosis(self, task: TaskResult) -> TaskResult:
        """Return a task with the diagnosis of the first training of it that failed again."""
        has_failed = any(_concerns_training(check.status, check.reason) for check in task.checks)
        if has_failed or (task.status is Status.ERROR and self._has_no_slope(task.task)):
            for asked in self._of_task(task.task):
                found = self._diagnosis(asked)
                if found is not None:
                    return msgspec.structs.replace(task, diagnosis=found)
        return task

    def _has_no_slope(self, task: str) -> bool:
        """Return whether a task trained with a loss that has no slope: Keras raises then."""
        trainings = (one.training for one in self.evidence.trainings if one.task == task)
        return any(noted.has_slope is False for noted in trainings)

    def outside_of_tasks(self) -> tuple[Diagnosis, ...]:
        """Return the diagnoses of the first trainings at the top level of the file."""
        noted = [one.training for one in self.evidence.trainings if not one.task]
        asked = filter(None, map(self._of_noted, noted[:_MOST_AT_TOP_LEVEL]))
        return tuple(filter(None, map(self._diagnosis, asked)))

    def _diagnosis(self, asked: _Asked) -> Diagnosis | None:
        """Return the diagnosis; None if the training cannot be repeated, or goes well then."""
        reply = self.trainer(asked.request)
        if reply.internal_error or not reply.fails:
            return None
        code = "diagnosis.no_single_repair" if reply.repair is None else _CODES[reply.repair]
        reason = Reason(code, _details(reply, asked))
        message = one_line(wording.message(reason, {}))[:_MAX_MESSAGE]
        return Diagnosis(reason, message, reply.curve_before, reply.curve_after, asked.place)

    def _of_task(self, task: str) -> Iterator[_Asked]:
        questions = self.questions.get(task, {})
        outcomes = self.evidence.outcomes.get(task, {})
        for name, question in questions.items():
            request = self._on_own_data(question, outcomes.get(name, Outcome()))
            if request is not None:
                yield _Asked(request)
        pairs = next(filter(None, map(_pairs, questions.values())), None)
        for one in self.evidence.trainings:
            noted = self._of_noted(one.training, pairs) if one.task == task else None
            if noted is not None:
                yield noted

    def _on_own_data(self, question: Question, outcome: Outcome) -> DiagnosisRequest | None:
        """Return the request to repeat the training on the grader's data, if there was one."""
        setup, training = on_own_data(question, outcome), question.training
        if setup is None or training is None:
            return None
        clearly = min(_CLEARLY, training.falls_to)
        seeds = self.submission.diagnosis_seeds
        return DiagnosisRequest(
            setup, seeds, training.falls_to, clearly, beats_constant=False, kinds=_OF_A_MODEL
        )

    def _of_noted(self, noted: NotedTraining, pairs: Pairs | None = None) -> _Asked | None:
        """Return the request to repeat a learner's own training, and its place.

        pairs: rows with their true labels, if these are known.
        """
        seeds = self.submission.diagnosis_seeds
        setup = on_learners_data(noted, seeds[0])
        if setup is None or _went_well(setup, noted.losses):
            return None
        request = DiagnosisRequest(
            setup, seeds, FALLS_TO, CLEARLY_TO, pairs=pairs, longer=STEPS_AGAIN, tries=len(seeds)
        )
        return _Asked(request, _place(self.submission, noted), -(-noted.rows // noted.batch_size))


def _pairs(question: Question) -> Pairs | None:
    """Return the x and y that a question passes to the learner's function."""
    arrays = [one for one in question.call.arguments if isinstance(one, Array)]
    is_data = len(arrays) == 2 and len(arrays[0].shape) == 2
    return Pairs(*arrays) if is_data and arrays[0].shape[:1] == arrays[1].shape[:1] else None


def _went_well(setup: TrainingSetup, losses: tuple[float, ...]) -> bool:
    """Return whether the losses that `fit` reported show that a training was in order."""
    y, outputs = unpack(setup.y), setup.network.layers[-1].kernel.shape[1]
    if not losses or not np.all(np.isfinite(losses)) or not suits(setup.loss, y, outputs):
        return False
    return losses[-1] <= FALLS_TO * constant_loss(setup.loss.name, y)


def _place(submission: Submission, noted: NotedTraining) -> Place | None:
    """Return the line of a training, if there is such a line."""
    if not 0 <= noted.cell < len(submission.cells):
        return None
    cell = submission.cells[noted.cell]
    lines = cell.source.split("\n")
    if not 0 <= noted.line - cell.line < len(lines):
        return None
    source = lines[noted.line - cell.line].strip()[:_MAX_SOURCE]
    return Place(cell.file, cell.number, noted.line, source)


def _details(reply: DiagnosisReply, asked: _Asked) -> dict[str, Any]:
    """Return the details of a reply."""
    measured, before, after = reply.measured, reply.curve_before, reply.curve_after
    per_epoch = asked.per_epoch or 1
    lengths = {
        f"{name}_epochs": -(-reply.details[name] // per_epoch)
        for name in ("before", "after")
        if reply.repair == "longer"
    }
    return {
        **reply.details,
        **lengths,
        "measured": "" if measured is None else measured.name,
        "length": -(-reply.steps // per_epoch),
        "unit": "epoch" if asked.per_epoch else "step",
        "start": before[0],
        "end": before[-1],
        "repaired_start": after[0] if after else None,
        "repaired_end": after[-1] if after else None,
        "others": [_CODES[kind] for kind in reply.others],
        "dead": [msgspec.to_builtins(one) for one in reply.dead],
        "not_finite": msgspec.to_builtins(reply.not_finite),
        "has_slope": reply.has_slope,
    }
