"""Makes measurements: has the trainer rebuild and train the models that evidence describes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

import msgspec
import numpy as np

from grader.course.exercise import Question, Training
from grader.judge.normal_form import normal_form
from grader.judge.optimizers import unusual_settings
from grader.protocol.arrays import Array, pack, unpack
from grader.protocol.events import Return
from grader.protocol.models import Model
from grader.protocol.networks import Network
from grader.protocol.trials import Trial
from grader.records import Evidence, Measurement, Measurements, TrialGap
from grader.trainer.gaps import trial_gap
from grader.trainer.messages import ModelReply, ModelRequest, TrainingRequest, TrialRequest

Trainer: TypeAlias = Callable[[ModelRequest], ModelReply]

Known: TypeAlias = Mapping[bytes, Measurement]
"""Measurements that were made before, by `Measurement.request`."""

NONE_KNOWN: Known = MappingProxyType({})

_MAX_PARAMETERS = 600_000
_DIGEST = 16


def measure(
    trainer: Trainer,
    questions: Mapping[str, Mapping[str, Question]],
    evidence: Evidence,
    known: Known = NONE_KNOWN,
) -> Measurements:
    """Return the trainer's measurements of all models that it can rebuild, by task and question.

    The trainer is not asked for what is known.
    """
    with np.errstate(all="ignore"):  # Learners' models may predict infinities and NaN.
        return _measure(trainer, questions, evidence, known)


def _measure(
    trainer: Trainer,
    questions: Mapping[str, Mapping[str, Question]],
    evidence: Evidence,
    known: Known,
) -> Measurements:
    measurements: Measurements = {}
    for task, outcomes in evidence.outcomes.items():
        for name, outcome in outcomes.items():
            question = questions[task][name]
            model = _model_of(outcome.returns, question) if outcome.returns else None
            trial = outcome.returns[0].trial if outcome.returns else None
            request = None if model is None else _request(model, trial, question)
            if model is not None and request is not None:
                digest = _digest(request, model, trial)
                measured = known.get(digest) or _made(trainer, request, model, trial)
                measured = msgspec.structs.replace(measured, request=digest)
                measurements.setdefault(task, {})[name] = measured
    return measurements


def _made(
    trainer: Trainer, request: ModelRequest, model: Model, trial: Trial | None
) -> Measurement:
    reply = trainer(request)
    return _measurement(reply, model, _trial_gap(trial, request, reply))


def _digest(request: ModelRequest, model: Model, trial: Trial | None) -> bytes:
    """Return a digest of the request, and of what the reply to it is compared with."""
    made_of = msgspec.msgpack.encode((request, model.predictions, trial))
    return hashlib.sha256(made_of).digest()[:_DIGEST]


def _model_of(returns: tuple[Return, ...], question: Question) -> Model | None:
    """Return the model to measure: the passed one after the first call, or else the returned one.

    A passed model is measured only if the question trains it or tries how it was compiled.
    """
    first = returns[0]
    if first.models:
        is_measured = question.training is not None or question.call.batches
        return first.models[0] if is_measured else None
    return first.value if isinstance(first.value, Model) else None


def _request(model: Model, trial: Trial | None, question: Question) -> ModelRequest | None:
    probe = question.call.probe
    network = normal_form(model, probe).network()
    if network is None:
        return None
    n_inputs = network.layers[0].kernel.shape[0]
    sizes = [layer.kernel.shape[0] * layer.kernel.shape[1] for layer in network.layers]
    probe = probe if model.predictions is not None else None
    fits_probe = probe is None or probe.shape[1:] == (n_inputs,)
    training = _training(question.training, model)
    if sum(sizes) > _MAX_PARAMETERS or not fits_probe:
        return None
    expected = _expected_units(question)
    is_as_asked = expected is None or expected == _units(network)
    fits_training = training is None or training.x.shape[1:] == (n_inputs,)
    # An earlier check reports other layers. To train them could take any time.
    training = training if is_as_asked and fits_training else None
    return ModelRequest(network, probe, training, _trial(trial, model, question))


def _expected_units(question: Question) -> tuple[int, ...] | None:
    """Return the units of the layers that the model must have; None for any."""
    given = [one for one in question.call.arguments if isinstance(one, Network)]
    if question.training is not None and question.training.units is not None:
        return question.training.units
    return _units(given[0]) if given else None


def _units(network: Network) -> tuple[int, ...]:
    return tuple(layer.kernel.shape[1] for layer in network.layers)


def _training(training: Training | None, model: Model) -> TrainingRequest | None:
    if training is None:
        return None
    rate, settings = training.learning_rate, {}
    if rate is None and model.compiled is not None:
        rate, settings = model.compiled.learning_rate, unusual_settings(model.compiled)
    if rate is None or not np.isfinite(rate):
        return None
    return TrainingRequest(
        x=pack(training.x.astype("float32")),
        y=pack(training.y.astype("float32")),
        steps=training.steps,
        learning_rate=rate,
        settings=settings,
        seeds=tuple(range(1, training.starts)),
        falls_to=training.falls_to,
    )


def _trial(trial: Trial | None, model: Model, question: Question) -> TrialRequest | None:
    """Request the same trial, from the weights that the question gave."""
    given = next((one for one in question.call.arguments if isinstance(one, Network)), None)
    batches = question.call.batches
    if given is None or not batches or trial is None or model.compiled is None:
        return None
    rates = (step.learning_rate for step in trial.steps)
    finite = tuple(rate for rate in rates if rate is not None and np.isfinite(rate))
    return TrialRequest(given, batches, finite, unusual_settings(model.compiled))


def _trial_gap(trial: Trial | None, request: ModelRequest, reply: ModelReply) -> TrialGap | None:
    if trial is None or request.trial is None or reply.trial is None:
        return None
    return trial_gap(trial, reply.trial, request.trial.network)


def _measurement(reply: ModelReply, model: Model, trial: TrialGap | None) -> Measurement:
    return Measurement(
        difference=_difference(model.predictions, reply.predictions),
        runs=reply.runs,
        trial=trial,
        internal_error=reply.internal_error,
    )


def _difference(described: Array | None, rebuilt: Array | None) -> float | None:
    """Return the largest absolute difference divided by one plus the largest rebuilt prediction."""
    if described is None or rebuilt is None:
        return None
    theirs, ours = unpack(described), unpack(rebuilt)
    if theirs.shape != ours.shape:
        return float("inf")
    gaps = np.abs(theirs.astype("float64") - ours)
    gap = float(np.max(gaps, initial=0.0) / (1 + np.max(np.abs(ours), initial=0.0)))
    return gap if np.isfinite(gap) else float("inf")
