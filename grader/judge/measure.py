"""Measures what evidence claims: sends models it describes to the trainer, keeps what it saw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np

from grader.course.exercise import Ask, Training
from grader.judge.fold import fold
from grader.judge.trainer import Assignment, Drill, Report
from grader.records import Evidence, Measurement, Measurements
from grader.sandbox.messages import (
    ADAM_SETTINGS,
    Array,
    Compiled,
    Model,
    Problem,
    Setting,
    Turn,
)
from grader.sandbox.wire import pack, unpack

Trainer: TypeAlias = Callable[[Assignment], Report]
Asks: TypeAlias = Mapping[str, Mapping[str, Ask]]
"""By task and ask."""

_MAX_PARAMETERS = 4_000_000


def measure(evidence: Evidence, asks: Asks, trainer: Trainer) -> Measurements:
    """Return the trainer's measurement of each answer that holds a model it can rebuild."""
    measurements: Measurements = {}
    for task, answers in evidence.answers.items():
        for name, turns in answers.items():
            ask = asks[task][name]
            model = None if isinstance(turns, Problem) else _model_of(turns, ask)
            assignment = None if model is None else _assignment(model, ask)
            if model is not None and assignment is not None:
                seen = _read(trainer(assignment), model)
                measurements.setdefault(task, {})[name] = seen
    return measurements


def _model_of(turns: tuple[Turn, ...], ask: Ask) -> Model | None:
    """The model an ask is about: the one given, as the first call left it, or the one returned."""
    turn = turns[0]
    if turn.given:
        return turn.given[0] if ask.training is not None else None
    return turn.value if isinstance(turn.value, Model) else None


def _assignment(model: Model, ask: Ask) -> Assignment | None:
    network = fold(model, ask.call.probe).network()
    if network is None:
        return None
    n_inputs = network.layers[0].kernel.shape[0]
    sizes = [layer.kernel.shape[0] * layer.kernel.shape[1] for layer in network.layers]
    probe = ask.call.probe if model.predictions is not None else None
    fits_probe = probe is None or probe.shape[1:] == (n_inputs,)
    drill = _drill(ask.training, model)
    fits_drill = drill is None or drill.x.shape[1:] == (n_inputs,)
    if sum(sizes) > _MAX_PARAMETERS or not fits_probe or not fits_drill:
        return None
    return Assignment(network, probe, drill)


def _drill(training: Training | None, model: Model) -> Drill | None:
    if training is None:
        return None
    rate, settings = training.learning_rate, {}
    if rate is None and model.compiled is not None:
        rate, settings = model.compiled.learning_rate, unusual_settings(model.compiled)
    if rate is None or not np.isfinite(rate):
        return None
    return Drill(
        x=pack(training.x.astype("float32")),
        y=pack(training.y.astype("float32")),
        steps=training.steps,
        learning_rate=rate,
        settings=settings,
        seeds=tuple(range(1, training.starts)),
        falls_to=training.falls_to,
    )


def unusual_settings(compiled: Compiled) -> dict[Setting, float]:
    """Return the optimizer's settings that are not what Keras' Adam has of itself."""
    return {
        name: value for name, value in compiled.settings.items() if ADAM_SETTINGS.get(name) != value
    }


def _read(report: Report, model: Model) -> Measurement:
    return Measurement(
        difference=_difference(model.predictions, report.predictions),
        runs=report.runs,
        fault=report.fault,
    )


def _difference(claimed: Array | None, rebuilt: Array | None) -> float | None:
    """Largest distance between two predictions, over one plus the largest prediction."""
    if claimed is None or rebuilt is None:
        return None
    theirs, ours = unpack(claimed), unpack(rebuilt)
    if theirs.shape != ours.shape:
        return float("inf")
    a: np.ndarray[Any, Any] = theirs.astype("float64")
    gap = float(np.max(np.abs(a - ours), initial=0.0) / (1 + np.max(np.abs(ours), initial=0.0)))
    return gap if np.isfinite(gap) else float("inf")
