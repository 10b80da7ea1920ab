"""Findings on compiled models: optimizer, loss, learning rate."""

import math

import numpy as np
import pytest

from grader.checks import compiling
from grader.course import Answer, Training, ask
from grader.protocol.events import Return
from grader.protocol.models import LOSS_PREDICTED, LOSS_TRUE, Compiled, Model
from grader.protocol.values import Nothing, Text
from grader.records import Measurement, Outcome, TrainingRun
from tests.checks.sentences import said

TRUE, PREDICTED = np.array(LOSS_TRUE), np.array(LOSS_PREDICTED)
ERROR = TRUE - PREDICTED
MAE = float(np.mean(np.abs(ERROR)))
TRAINING = Training(np.ones((2, 3)), np.ones(2), steps=40)


def compiled(**changes) -> Compiled:
    right = {
        "optimizer": "Adam",
        "optimizer_is_keras": True,
        "learning_rate": 0.001,
        "loss": "mean_absolute_error",
        "loss_value": MAE,
    }
    return Compiled(**(right | changes))


def model(how: Compiled | None, *, is_argument: bool = True) -> Model:
    return Model("Sequential", (), True, (3,), how, is_argument=is_argument)


def answer(how: Compiled | None, value=None, run: TrainingRun | None = None) -> Answer:
    left = model(how)
    measured = Measurement(runs=(run,)) if run else None
    question = ask("compile_model", 1.0, training=TRAINING)
    return Answer(question, Outcome((Return(value or left, (left,)),)), measured)


def trained(after: float, before: float = 1.0) -> TrainingRun:
    return TrainingRun(before, after, "as built")


@pytest.mark.parametrize("value", [None, Nothing()])
def test_the_given_model_is_compiled_with_or_without_a_return(value):
    assert compiling.is_compiled(answer(compiled(), value)).is_right


@pytest.mark.parametrize(
    ("how", "value", "code", "says"),
    [
        (None, None, "compile.not_compiled", "not compiled after compile_model"),
        (
            None,
            model(compiled(), is_argument=False),
            "compile.another_model",
            "compile_model compiled a different model",
        ),
        (compiled(), Text("Adam"), "value.wrong_type", "'Adam'. Expected the compiled model"),
    ],
)
def test_a_model_that_was_not_compiled_is_reported(how, value, code, says):
    finding = compiling.is_compiled(answer(how, value))
    assert finding.code == code
    assert says in said(finding)


def test_the_expected_optimizer_is_right():
    assert compiling.uses_optimizer(answer(compiled()), "Adam").is_right


def test_another_optimizer_is_reported_with_the_expected_one():
    finding = compiling.uses_optimizer(answer(compiled(optimizer="SGD")), "Adam")
    assert finding.code == "compile.wrong_optimizer"
    assert said(finding) == "The optimizer is SGD. Expected Adam."


def test_the_learners_own_optimizer_class_is_not_keras_adam():
    own = answer(compiled(optimizer_is_keras=False))
    assert compiling.uses_optimizer(own, "Adam").code == "compile.own_optimizer"


@pytest.mark.parametrize("name", ["mean_absolute_error", "MeanAbsoluteError", "my_loss"])
def test_a_loss_that_computes_the_mean_absolute_error_is_right_under_any_name(name):
    assert compiling.uses_mean_absolute_error(answer(compiled(loss=name))).is_right


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (np.mean(ERROR**2), "the mean squared error"),
        (np.sum(np.abs(ERROR)), "the sum of the absolute errors"),
        (np.sqrt(np.mean(ERROR**2)), "the root mean squared error"),
        (np.mean(ERROR), "the mean error, with signs that cancel out"),
        (123.0, "my_loss"),
        (None, "my_loss"),
    ],
)
def test_another_loss_is_identified_by_its_values_or_else_by_its_name(value, says):
    finding = compiling.uses_mean_absolute_error(
        answer(compiled(loss="my_loss", loss_value=None if value is None else float(value)))
    )
    assert finding.code == "compile.wrong_loss"
    assert said(finding).startswith(f"The loss is {says}")


@pytest.mark.parametrize(
    ("metrics", "code", "says"),
    [
        ((), "compile.no_loss", "The model has no loss."),
        (("mae", "mse"), "compile.loss_as_metric", "only metrics (mae, mse)"),
    ],
)
def test_a_missing_loss_is_reported(metrics, code, says):
    how = compiled(loss=None, loss_value=None, metrics=metrics)
    finding = compiling.uses_mean_absolute_error(answer(how))
    assert finding.code == code
    assert says in said(finding)


def test_a_rate_with_which_the_loss_falls_is_right():
    assert compiling.can_train(answer(compiled(), run=trained(0.8))).is_right


@pytest.mark.parametrize(
    ("rate", "code", "says"),
    [
        (None, "compile.no_learning_rate", "no learning rate that can be read"),
        (0.0, "compile.rate_zero", "The learning rate is 0: no weight"),
        (-0.1, "compile.rate_invalid", "The learning rate is -0.1."),
        (math.nan, "compile.rate_invalid", "The learning rate is nan."),
        (math.inf, "compile.rate_invalid", "The learning rate is inf."),
    ],
)
def test_an_invalid_learning_rate_is_reported_without_training(rate, code, says):
    finding = compiling.can_train(answer(compiled(learning_rate=rate), run=trained(0.1)))
    assert finding.code == code
    assert says in said(finding)


@pytest.mark.parametrize(
    ("after", "code", "says"),
    [
        (0.9, "compile.rate_too_small", "in 40 steps the loss only went from 1 to 0.9"),
        (1.5, "compile.rate_too_large", "in 40 steps the loss rose from 1 to 1.5"),
        (math.nan, "compile.rate_too_large", "rose from 1 to nan"),
    ],
)
def test_a_rate_with_which_the_loss_does_not_fall_has_a_code(after, code, says):
    finding = compiling.can_train(answer(compiled(), run=trained(after)))
    assert finding.code == code
    assert says in said(finding)


def test_unusual_settings_are_reported_rather_than_the_learning_rate():
    how = compiled(settings={"beta_1": 0.9, "epsilon": 1e6})
    finding = compiling.can_train(answer(how, run=trained(1.0)))
    assert finding.code == "compile.settings"
    assert said(finding).startswith("With epsilon=1e+06 the loss went from 1 to 1 in 40 steps.")


def test_a_model_that_was_not_measured_is_reported_as_not_verified():
    finding = compiling.can_train(answer(compiled()))
    assert finding.code == "compile.not_verified"
    assert "could not verify" in said(finding)
