"""Checks on how a model was compiled: its optimizer and its loss."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from grader.checks.values import not_numbers
from grader.course.exercise import RIGHT, Finding, Outcome
from grader.judge import words
from grader.judge.claims import Numbers
from grader.judge.measure import unusual_settings
from grader.sandbox.messages import LOSS_PREDICTED, LOSS_TRUE, Compiled, Model, Nothing

_LOSSES: Mapping[str, Callable[[Numbers, Numbers], float]] = {
    "the mean absolute error": lambda t, p: float(np.mean(np.abs(t - p))),
    "the mean squared error": lambda t, p: float(np.mean((t - p) ** 2)),
    "the sum of the absolute errors, not their mean": lambda t, p: float(np.sum(np.abs(t - p))),
    "the root mean squared error": lambda t, p: float(np.sqrt(np.mean((t - p) ** 2))),
    "the mean error, with signs that cancel out": lambda t, p: float(np.mean(t - p)),
}
MEAN_ABSOLUTE_ERROR = "the mean absolute error"


def compiled_in(outcome: Outcome) -> Compiled | None:
    """Return how the model that was given is compiled now."""
    return outcome.given.compiled


def is_compiled(outcome: Outcome) -> Finding:
    """Find whether the model that was given is compiled, and came back if anything did."""
    value = outcome.value
    compiled = compiled_in(outcome)
    if isinstance(value, Model) and not value.is_given and value.compiled is not None:
        return Finding(
            f"{outcome.function} compiled another model than the one it was given. "
            "Expected the given model to be compiled."
        )
    if compiled is None:
        return Finding(
            f"The model is not compiled after {outcome.function}. Expected model.compile(...)."
        )
    # compile itself returns nothing and changes the model in place: a missing return is no harm.
    if not isinstance(value, (Model, Nothing)):
        return Finding(not_numbers(outcome, "the compiled model"))
    return RIGHT


def uses_optimizer(outcome: Outcome, name: str) -> Finding:
    """Find whether the optimizer is Keras' own of this name, with a rate that can train."""
    compiled = compiled_in(outcome)
    assert compiled is not None
    if compiled.optimizer != name or not compiled.optimizer_is_keras:
        return Finding(f"The optimizer is {compiled.optimizer}. Expected {name}.")
    return RIGHT


def uses_mean_absolute_error(outcome: Outcome) -> Finding:
    """Find whether the loss computes the mean absolute error, whatever it is called."""
    compiled = compiled_in(outcome)
    assert compiled is not None
    if compiled.loss is None:
        message = "The model has no loss. Expected the mean absolute error as its loss."
        if compiled.metrics:
            given = ", ".join(compiled.metrics)
            message += f" It is given as a metric ({given}): a metric is only shown, not minimised."
        return Finding(message)
    received = loss_in_words(compiled)
    if received == MEAN_ABSOLUTE_ERROR:
        return RIGHT
    return Finding(f"The loss is {received}. Expected {MEAN_ABSOLUTE_ERROR}.")


def loss_in_words(compiled: Compiled) -> str:
    """Return what a compiled loss computes, or what it is called."""
    true, predicted = np.array(LOSS_TRUE), np.array(LOSS_PREDICTED)
    if compiled.loss_value is not None:
        for name, function in _LOSSES.items():
            if np.isclose(compiled.loss_value, function(true, predicted), rtol=1e-4):
                return name
    return f"{compiled.loss}"


def can_train(outcome: Outcome) -> Finding:
    """Find whether the learning rate makes the loss fall when the grader trains with it."""
    compiled = compiled_in(outcome)
    assert compiled is not None
    rate = compiled.learning_rate
    if rate is None:
        return Finding("The optimizer has no learning rate that can be read. Expected a number.")
    told = f"The learning rate is {words.number(rate)}"
    if rate == 0:
        return Finding(f"{told}: no weight will ever move. Expected a small number above 0.")
    if not np.isfinite(rate) or rate < 0:
        return Finding(f"{told}. Expected a small number above 0.")
    measurement, training = outcome.measurement, outcome.ask.training
    if measurement is None or training is None or not measurement.runs:
        return Finding("We could not verify that the compiled model learns with this optimizer.")
    run = measurement.runs[0]
    if run.loss_after <= training.falls_to * run.loss_before:
        return RIGHT
    before, after = words.number(run.loss_before), words.number(run.loss_after)
    unusual = unusual_settings(compiled)
    if unusual:
        settings = ", ".join(f"{name}={words.number(value)}" for name, value in unusual.items())
        return Finding(
            f"With {settings} the loss went from {before} to {after} in {training.steps} steps. "
            "Expected it to fall: leave these settings to Keras."
        )
    if not np.isfinite(run.loss_after) or run.loss_after > run.loss_before:
        return Finding(
            f"{told}, which is too large: in {training.steps} steps the loss rose from {before} "
            f"to {after}. Expected it to fall. Keras' own choice is 0.001."
        )
    return Finding(
        f"{told}, which is too small: in {training.steps} steps the loss only went from {before} "
        f"to {after}. Expected it to fall. Keras' own choice is 0.001."
    )
