"""Sentences on how a model was compiled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.judge.phrases import number
from grader.judge.wording.template import Sentence

_LOSSES: Mapping[str, str] = {
    "mean_absolute_error": "the mean absolute error",
    "mean_squared_error": "the mean squared error",
    "sum_of_absolute_errors": "the sum of the absolute errors, not their mean",
    "root_mean_squared_error": "the root mean squared error",
    "mean_error": "the mean error, with signs that cancel out",
}


def loss_name(loss: str) -> str:
    """Return a known loss in words, and any other loss by its name."""
    return _LOSSES.get(loss, loss)


def _settings(details: Mapping[str, Any]) -> str:
    settings = ", ".join(f"{name}={number(value)}" for name, value in details["settings"].items())
    return (
        f"With {settings} the loss went from {number(details['before'])} to "
        f"{number(details['after'])} in {details['steps']} steps. Expected it to fall, as with "
        "Keras' default settings."
    )


SENTENCES: Mapping[str, Sentence] = {
    "compile.another_model": "{function} compiled a different model from the one that it was "
    "given. Expected the given model to be compiled.",
    "compile.not_compiled": "The model is not compiled after {function}. Expected a call of "
    "model.compile.",
    "compile.wrong_optimizer": "The optimizer is {received}. Expected {expected}.",
    "compile.own_optimizer": "The optimizer is an instance of the class {received}, which is not "
    "one of Keras' own. Expected Keras' {expected}.",
    "compile.no_loss": "The model has no loss. Expected the mean absolute error as its loss.",
    "compile.loss_as_metric": "The model has no loss, only metrics ({metrics}). Expected the mean "
    "absolute error as its loss. A metric is only shown; training does not make it smaller.",
    "compile.wrong_loss": lambda d: (
        f"The loss is {loss_name(d['received'])}. Expected the mean absolute error."
    ),
    "compile.no_learning_rate": "The optimizer has no learning rate that can be read. Expected a "
    "number.",
    "compile.rate_zero": "The learning rate is {rate}: no weight will ever change. Expected a "
    "small number above 0.",
    "compile.rate_invalid": "The learning rate is {rate}. Expected a small number above 0.",
    "compile.not_verified": "We could not verify that the compiled model learns with this "
    "optimizer.",
    "compile.loss_raised": "With the loss {loss}, computing the loss of a few rows raised {type}: "
    "{text:#.} Expected the mean absolute error.",
    "compile.loss_without_slopes": "This loss gives no slopes, so training cannot change a single "
    "weight. Keras cannot see through NumPy, nor through a metric; it finds slopes only of what it "
    "computes itself. Expected a loss that gives slopes.",
    "compile.other_loss": "On a few rows of data the loss is {received}. Expected {expected}, the "
    "mean absolute error of these rows.",
    "compile.other_slopes": "The values of this loss are those of the mean absolute error, but its "
    "slopes are different. Expected the slopes of the mean absolute error.",
    "compile.loss_not_verified": "We could not verify what the loss of the model computes.",
    "compile.step_raised": "A step with this optimizer raised {type}: {text} Expected an optimizer "
    "that can change the weights of the given model.",
    "compile.other_steps": "In a few steps, this optimizer changed the weights differently from "
    "Keras' {expected} with the same learning rate and settings. Expected the steps of {expected}.",
    "compile.rate_vanishes": "The learning rate falls from {first} to {later} within a few steps. "
    "Expected a rate that goes on changing the weights.",
    "compile.settings": _settings,
    "compile.rate_above": "The learning rate is {rate}. The exercise allows rates up to {most}: "
    "with larger ones, few networks learn.",
    "compile.rate_too_large": "The learning rate is {rate}, which is too large: in {steps:#step} "
    "the loss rose from {before} to {after}. Expected it to fall. Keras' default is 0.001.",
    "compile.rate_too_small": "The learning rate is {rate}, which is too small: in {steps:#step} "
    "the loss only went from {before} to {after}. Expected it to fall. Keras' default is 0.001.",
}
