"""Checks on how a model was compiled: its optimizer and its loss."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from grader.checks.values import not_expected
from grader.course.exercise import RIGHT, Answer, Finding, wrong
from grader.judge.optimizers import unusual_settings
from grader.protocol.arrays import Numbers
from grader.protocol.models import LOSS_PREDICTED, LOSS_TRUE, Compiled, Model
from grader.protocol.problems import Problem
from grader.protocol.values import Nothing

_LOSSES: Mapping[str, Callable[[Numbers, Numbers], float]] = {
    "mean_absolute_error": lambda t, p: float(np.mean(np.abs(t - p))),
    "mean_squared_error": lambda t, p: float(np.mean((t - p) ** 2)),
    "sum_of_absolute_errors": lambda t, p: float(np.sum(np.abs(t - p))),
    "root_mean_squared_error": lambda t, p: float(np.sqrt(np.mean((t - p) ** 2))),
    "mean_error": lambda t, p: float(np.mean(t - p)),
}
MEAN_ABSOLUTE_ERROR = "mean_absolute_error"

_LOSS_TOLERANCE = 1e-3
"""The largest relative difference of a loss or a slope. Float32 makes differences of up to 1e-5."""

_STEP_TOLERANCE = 3e-4
"""The largest relative difference of steps; see `TrialGap`. Those of AdamW, the nearest relative of
Adam, differ by 2e-3 or more."""

_SMALLEST_RATE = 0.01
"""The part of the first learning rate below which a later one moves too little to be checked."""


def is_compiled(answer: Answer) -> Finding:
    """Check that the passed model is compiled, and that the call returned a model or nothing."""
    value, compiled = answer.value, answer.argument_model.compiled
    if isinstance(value, Model) and not value.is_argument and value.compiled is not None:
        return wrong("compile.another_model", function=answer.function)
    if compiled is None:
        return wrong("compile.not_compiled", function=answer.function)
    # Keras' compile changes the model itself, so a missing return is right.
    if not isinstance(value, (Model, Nothing)):
        return not_expected(answer, "compiled_model")
    return RIGHT


def uses_optimizer(answer: Answer, name: str) -> Finding:
    """Check that the optimizer is Keras' own class of this name."""
    compiled = _compiled_of(answer)
    if compiled.optimizer is not None and not compiled.optimizer_is_keras:
        return wrong("compile.own_optimizer", received=compiled.optimizer, expected=name)
    if compiled.optimizer != name:
        return wrong("compile.wrong_optimizer", received=compiled.optimizer, expected=name)
    return RIGHT


def uses_mean_absolute_error(answer: Answer) -> Finding:
    """Check that the loss computes the mean absolute error, whatever its name is."""
    compiled = _compiled_of(answer)
    if compiled.loss is None:
        if compiled.metrics:
            return wrong("compile.loss_as_metric", metrics=list(compiled.metrics))
        return wrong("compile.no_loss")
    problem = None if answer.trial is None else answer.trial.loss_problem
    if problem is not None:
        return wrong("compile.loss_raised", loss=compiled.loss, **_details(problem))
    received = loss_of(compiled)
    if received != MEAN_ABSOLUTE_ERROR:
        return wrong("compile.wrong_loss", received=received)
    return _loss_is_shown(answer)


def _loss_is_shown(answer: Answer) -> Finding:
    """Check what the loss computed on the batches of the call."""
    trial, measured = answer.trial, answer.measurement
    if trial is None or measured is None or measured.trial is None:
        return wrong("compile.loss_not_verified")
    if not all(loss.slopes for loss in trial.losses):
        return wrong("compile.loss_without_slopes")
    gaps = measured.trial.losses
    if len(gaps) != len(answer.call.batches):
        return wrong("compile.loss_not_verified")
    for gap in gaps:
        if not np.isclose(gap.received, gap.expected, rtol=_LOSS_TOLERANCE):
            return wrong("compile.other_loss", received=gap.received, expected=gap.expected)
        if gap.slopes > _LOSS_TOLERANCE:
            return wrong("compile.other_slopes")
    return RIGHT


def steps_like(answer: Answer, name: str) -> Finding:
    """Check that the optimizer's steps on the batches of the call are those of this one.

    The trainer makes the same steps, with Keras' own optimizer and the described settings.
    """
    trial, measured = answer.trial, answer.measurement
    if trial is None or measured is None:
        return wrong("compile.not_verified")
    if trial.step_problem is not None:
        return wrong("compile.step_raised", **_details(trial.step_problem))
    first = _compiled_of(answer).learning_rate
    rates = [step.learning_rate for step in trial.steps]
    if measured.trial is None or first is None or not rates or rates[0] != first:
        return wrong("compile.not_verified")
    for rate in rates:
        if rate is None or not rate >= _SMALLEST_RATE * first:
            return wrong("compile.rate_vanishes", first=first, later=rate)
    if measured.trial.weights > _STEP_TOLERANCE:
        return wrong("compile.other_steps", expected=name)
    return RIGHT


def loss_of(compiled: Compiled) -> str:
    """Return the name of the known loss that a compiled loss computes, or else its own name."""
    true, predicted = np.array(LOSS_TRUE), np.array(LOSS_PREDICTED)
    if compiled.loss_value is not None:
        for name, function in _LOSSES.items():
            if np.isclose(compiled.loss_value, function(true, predicted), rtol=1e-4):
                return name
    return f"{compiled.loss}"


def can_train(answer: Answer, most: float = np.inf) -> Finding:
    """Check that the loss falls when the trainer trains with the learner's learning rate.

    most: the largest learning rate that the exercise allows, also if this one trains.
    """
    compiled = _compiled_of(answer)
    rate = compiled.learning_rate
    if rate is None:
        return wrong("compile.no_learning_rate")
    if rate == 0:
        return wrong("compile.rate_zero", rate=rate)
    if not np.isfinite(rate) or rate < 0:
        return wrong("compile.rate_invalid", rate=rate)
    measurement, training = answer.measurement, answer.question.training
    if measurement is None or training is None or not measurement.runs:
        return wrong("compile.not_verified")
    run = measurement.runs[0]
    if run.loss_after <= training.falls_to * run.loss_before:
        # Keras keeps rates as float32, in which 0.1 is a little more.
        is_allowed = rate <= most or bool(np.isclose(rate, most, rtol=1e-6, atol=0.0))
        return RIGHT if is_allowed else wrong("compile.rate_above", rate=rate, most=most)
    losses = {"before": run.loss_before, "after": run.loss_after, "steps": training.steps}
    unusual = unusual_settings(compiled)
    if unusual:
        return wrong("compile.settings", settings=dict(unusual), **losses)
    is_rising = not np.isfinite(run.loss_after) or run.loss_after > run.loss_before
    code = "compile.rate_too_large" if is_rising else "compile.rate_too_small"
    return wrong(code, rate=rate, **losses)


def _details(problem: Problem) -> dict[str, str]:
    return {"type": problem.type_name, "text": problem.message}


def _compiled_of(answer: Answer) -> Compiled:
    compiled = answer.argument_model.compiled
    assert compiled is not None  # is_compiled, an earlier check, ensures this
    return compiled
