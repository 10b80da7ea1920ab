"""Checks on how a model was compiled: its optimizer and its loss."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from grader.checks.values import not_expected
from grader.course.exercise import RIGHT, Answer, Finding, wrong
from grader.judge.optimizers import unusual_settings
from grader.protocol.arrays import Numbers
from grader.protocol.models import LOSS_PREDICTED, LOSS_TRUE, Compiled, Model
from grader.protocol.values import Nothing

_LOSSES: Mapping[str, Callable[[Numbers, Numbers], float]] = {
    "mean_absolute_error": lambda t, p: float(np.mean(np.abs(t - p))),
    "mean_squared_error": lambda t, p: float(np.mean((t - p) ** 2)),
    "sum_of_absolute_errors": lambda t, p: float(np.sum(np.abs(t - p))),
    "root_mean_squared_error": lambda t, p: float(np.sqrt(np.mean((t - p) ** 2))),
    "mean_error": lambda t, p: float(np.mean(t - p)),
}
MEAN_ABSOLUTE_ERROR = "mean_absolute_error"


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
    received = loss_of(compiled)
    if received == MEAN_ABSOLUTE_ERROR:
        return RIGHT
    return wrong("compile.wrong_loss", received=received)


def loss_of(compiled: Compiled) -> str:
    """Return the name of the known loss that a compiled loss computes, or else its own name."""
    true, predicted = np.array(LOSS_TRUE), np.array(LOSS_PREDICTED)
    if compiled.loss_value is not None:
        for name, function in _LOSSES.items():
            if np.isclose(compiled.loss_value, function(true, predicted), rtol=1e-4):
                return name
    return f"{compiled.loss}"


def can_train(answer: Answer) -> Finding:
    """Check that the loss falls when the trainer trains with the learner's learning rate."""
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
        return RIGHT
    losses = {"before": run.loss_before, "after": run.loss_after, "steps": training.steps}
    unusual = unusual_settings(compiled)
    if unusual:
        return wrong("compile.settings", settings=dict(unusual), **losses)
    is_rising = not np.isfinite(run.loss_after) or run.loss_after > run.loss_before
    code = "compile.rate_too_large" if is_rising else "compile.rate_too_small"
    return wrong(code, rate=rate, **losses)


def _compiled_of(answer: Answer) -> Compiled:
    compiled = answer.argument_model.compiled
    assert compiled is not None  # is_compiled, an earlier check, ensures this
    return compiled
