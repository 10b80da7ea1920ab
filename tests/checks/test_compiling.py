"""Findings on compiled models: optimizer, loss, learning rate."""

import math

import numpy as np
import pytest

from grader.checks import compiling
from grader.course import Answer, Training, ask
from grader.protocol.arrays import pack
from grader.protocol.events import Return
from grader.protocol.models import LOSS_PREDICTED, LOSS_TRUE, Compiled, Model
from grader.protocol.problems import Problem
from grader.protocol.trials import Batch, Loss, Step, Trial
from grader.protocol.values import Nothing, Text
from grader.records import LossGap, Measurement, Outcome, TrainingRun, TrialGap
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


NUMBERS = (pack(np.ones(1)),)
BATCH = Batch(*NUMBERS, *NUMBERS)
SHOWN = LossGap(2.0, 2.0, 0.0)


def tried(*, steps=(0.001, 0.001), losses=(2.0, 2.0), **problems) -> Trial:
    return Trial(
        tuple(Loss(value, NUMBERS) for value in losses),
        tuple(Step(rate, NUMBERS) for rate in steps),
        **problems,
    )


def after_trial(
    how: Compiled, trial: Trial | None, weights: float = 0.0, losses=(SHOWN, SHOWN)
) -> Answer:
    """Return the answer of a model that was tried on two batches; trial None if it was not."""
    left = model(how)
    gap = None if trial is None else TrialGap(losses, weights)
    question = ask("compile_model", 1.0, batches=(BATCH, BATCH))
    returned = Return(Nothing(), (left,), trial=trial)
    return Answer(question, Outcome((returned,)), Measurement(trial=gap))


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
    assert compiling.uses_mean_absolute_error(after_trial(compiled(loss=name), tried())).is_right


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


@pytest.mark.parametrize(("rate", "is_right"), [(0.1, True), (1.0, False), (10.0, False)])
def test_a_rate_that_trains_must_be_one_that_the_exercise_allows(rate, is_right):
    how = compiled(learning_rate=float(np.float32(rate)))
    finding = compiling.can_train(answer(how, run=trained(0.1)), most=0.1)
    assert finding.is_right == is_right
    if not is_right:
        assert f"is {rate:g}. The exercise allows rates up to 0.1" in said(finding)


def test_unusual_settings_are_reported_rather_than_the_learning_rate():
    how = compiled(settings={"beta_1": 0.9, "epsilon": 1e6})
    finding = compiling.can_train(answer(how, run=trained(1.0)))
    assert finding.code == "compile.settings"
    assert said(finding).startswith("With epsilon=1e+06 the loss went from 1 to 1 in 40 steps.")


def test_a_model_that_was_not_measured_is_reported_as_not_verified():
    finding = compiling.can_train(answer(compiled()))
    assert finding.code == "compile.not_verified"
    assert "could not verify" in said(finding)


RAISED = Problem("exception", "NameError", "name 'y_hat' is not defined")


@pytest.mark.parametrize(
    ("trial", "losses", "code", "says"),
    [
        (None, (), "compile.loss_not_verified", "could not verify what the loss"),
        (tried(losses=()), (), "compile.loss_not_verified", "could not verify"),
        (tried(), (SHOWN,), "compile.loss_not_verified", "could not verify"),
        (
            Trial((Loss(2.0), Loss(2.0))),
            (SHOWN, SHOWN),
            "compile.loss_without_slopes",
            "This loss gives no slopes, so training cannot change a single weight. Keras cannot",
        ),
        (
            tried(losses=(2.0,), loss_problem=RAISED),
            (SHOWN,),
            "compile.loss_raised",
            "With the loss mine, computing the loss of a few rows raised NameError: name 'y_hat'",
        ),
        (
            tried(),
            (SHOWN, LossGap(2.5, 2.0, 0.0)),
            "compile.other_loss",
            "On a few rows of data the loss is 2.5. Expected 2, the mean absolute error",
        ),
        (tried(), (SHOWN, LossGap(math.nan, 2.0, 0.0)), "compile.other_loss", "the loss is nan."),
        (tried(), (SHOWN, LossGap(2.0, 2.0, 0.1)), "compile.other_slopes", "slopes are different"),
    ],
)
def test_a_claimed_mean_absolute_error_must_show_on_every_batch(trial, losses, code, says):
    how = compiled(loss="mine")
    finding = compiling.uses_mean_absolute_error(after_trial(how, trial, losses=losses))
    assert finding.code == code
    assert says in said(finding)


def test_float32_makes_no_other_loss():
    near = LossGap(2.0001, 2.0, 1e-5)
    assert compiling.uses_mean_absolute_error(
        after_trial(compiled(), tried(), losses=(near, near))
    ).is_right


def test_steps_of_the_expected_optimizer_are_right_at_a_constant_and_at_a_changing_rate():
    for rates in ((0.001, 0.001), (0.001, 0.0005), (0.001, 0.1)):
        assert compiling.steps_like(after_trial(compiled(), tried(steps=rates)), "Adam").is_right


@pytest.mark.parametrize(
    ("trial", "weights", "code", "says"),
    [
        (None, 0.0, "compile.not_verified", "could not verify"),
        (tried(steps=()), 0.0, "compile.not_verified", "could not verify"),
        (tried(steps=(0.5, 0.5)), 0.0, "compile.not_verified", "could not verify"),
        (tried(), 0.002, "compile.other_steps", "differently from Keras' Adam with the same"),
        (tried(), math.inf, "compile.other_steps", "Expected the steps of Adam."),
        (
            tried(steps=(0.001,), step_problem=RAISED),
            math.inf,
            "compile.step_raised",
            "A step with this optimizer raised NameError: name 'y_hat' is not defined",
        ),
        (
            tried(steps=(0.001, 1e-9)),
            0.0,
            "compile.rate_vanishes",
            "The learning rate falls from 0.001 to 1e-09 within a few steps.",
        ),
        (tried(steps=(0.001, math.nan)), 0.0, "compile.rate_vanishes", "from 0.001 to nan"),
        (tried(steps=(0.001, None)), 0.0, "compile.rate_vanishes", "from 0.001 to None"),
    ],
)
def test_a_claimed_optimizer_must_make_its_steps(trial, weights, code, says):
    finding = compiling.steps_like(after_trial(compiled(), trial, weights), "Adam")
    assert finding.code == code
    assert says in said(finding)


def test_an_optimizer_that_the_trainer_cannot_rebuild_is_reported_as_not_verified():
    unmeasured = after_trial(compiled(), tried())
    unmeasured = Answer(unmeasured.question, unmeasured.outcome, Measurement())
    assert compiling.steps_like(unmeasured, "Adam").code == "compile.not_verified"
