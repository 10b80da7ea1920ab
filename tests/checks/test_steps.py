"""Findings on one step of gradient descent. The steps come from formulas that learners write."""

import numpy as np
import pytest

from grader.checks import steps
from grader.course import Answer, ask
from grader.protocol.arrays import pack
from grader.protocol.events import Return
from grader.protocol.values import Items, Nothing
from grader.records import Outcome
from tests.checks.sentences import said

RATE = 0.1
W, B = np.array([1.0, -1.0]), 0.5
X = np.array([[1.0, 2.0], [3.0, 1.0], [2.0, 2.0]])
Y = X @ W + B - 4.0  # all predictions are too high, so both slopes are positive
SLOPE_W, SLOPE_B = X.mean(axis=0), 1.0

# One prediction is far too low. The others are a little too high.
OUTLIER = X @ W + B - np.array([0.5, 0.5, -30.0])


def answer(w, b, rate: float = RATE, y=Y) -> Answer:
    value = Items("tuple", (pack(np.asarray(w, "float32")), pack(np.asarray(b, "float32"))))
    return Answer(ask("step", W, B, X, y, rate), Outcome((Return(value),)))


def stepped(rate: float = RATE, asked: float = RATE) -> Answer:
    return answer(W - rate * SLOPE_W, B - rate * SLOPE_B, asked)


def test_a_right_step_is_right():
    assert steps.keeps_shapes(stepped()).is_right
    assert steps.goes_downhill(stepped()).is_right
    assert steps.weighs_rows_alike(stepped()).is_right
    assert steps.scales_with_rate(stepped(), stepped(2 * RATE, 2 * RATE)).is_right


def test_a_bias_of_shape_one_is_a_number():
    assert steps.keeps_shapes(answer(W, [B])).is_right


@pytest.mark.parametrize(
    ("w", "b", "code", "says"),
    [
        (W[:, None], B, "step.w_shape", "The new w has shape (2, 1). Expected shape (2,)"),
        (W, W, "step.b_shape", "The new b has shape (2,). Expected one number."),
    ],
)
def test_a_wrong_shape_is_reported(w, b, code, says):
    finding = steps.keeps_shapes(answer(w, b))
    assert finding.code == code
    assert says in said(finding)


def test_a_missing_return_is_reported():
    finding = steps.keeps_shapes(
        Answer(ask("step", W, B, X, Y, RATE), Outcome((Return(Nothing()),)))
    )
    assert finding.code == "value.nothing"
    assert "Expected the new (w, b)" in said(finding)


@pytest.mark.parametrize(
    ("w", "b", "code", "says"),
    [
        (W, B, "step.unchanged", "the same as before"),
        (SLOPE_W, SLOPE_B, "step.slopes_returned", "the slopes themselves"),
        (W, B - RATE, "step.w_unchanged", "only b"),
        (W - RATE * SLOPE_W, B, "step.b_unchanged", "only w"),
        (W + RATE * SLOPE_W, B + RATE, "step.uphill", "the loss went from 4 to "),
        (
            W - RATE * SLOPE_W * [1, -1],
            B - RATE,
            "step.w_wrong_direction",
            "The weight w[1] moved in the wrong direction",
        ),
        (W - RATE * SLOPE_W, B + RATE, "step.b_wrong_direction", "b moved in the wrong direction"),
        (W - 5 * SLOPE_W, B - 5, "step.too_long", "with a learning_rate of 0.1."),
    ],
)
def test_a_step_that_does_not_go_downhill_is_reported_with_its_cause(w, b, code, says):
    finding = steps.goes_downhill(answer(w, b))
    assert finding.code == code
    assert says in said(finding)


@pytest.mark.parametrize("scale", [0.01, 1.0])
def test_the_slope_of_the_absolute_error_is_right_if_one_row_has_a_large_error(scale):
    sign = np.array([1.0, 1.0, -1.0])
    right = answer(W - scale * (sign @ X) / 3, B - scale * sign.mean(), y=OUTLIER)
    assert steps.weighs_rows_alike(right).is_right


ERROR = X @ W + B - OUTLIER


@pytest.mark.parametrize(
    ("slope_w", "slope_b", "code", "says"),
    [
        (ERROR @ X / 3, ERROR.mean(), "step.squared_error", "the slope of the squared error"),
        (-X.mean(axis=0), -1.0, "step.mean_error", "the mean of the errors"),
        (np.array([-3.0, -1.0]), -1.0, "step.mixed_errors", "Each row has its own direction"),
    ],
)
def test_a_step_towards_the_row_with_the_large_error_is_reported(slope_w, slope_b, code, says):
    finding = steps.weighs_rows_alike(answer(W - 20 * slope_w, B - 20 * slope_b, y=OUTLIER))
    assert finding.code == code
    assert says in said(finding)
    assert finding.details["after"] > finding.details["before"] > 0


@pytest.mark.parametrize(
    ("double", "code", "says"),
    [
        (RATE, "step.rate_unused", "learning_rate is not used"),
        (4 * RATE, "step.not_scaled", "the step is 4 times as long. Expected 2"),
    ],
)
def test_a_step_that_is_not_scaled_by_the_rate_is_reported(double, code, says):
    finding = steps.scales_with_rate(stepped(), stepped(double, 2 * RATE))
    assert finding.code == code
    assert says in said(finding)


MIXED_X = np.array([[2.0, -1.5], [-1.0, 3.0], [0.5, 2.5], [-3.0, -0.5], [1.5, 1.0]])
SIGN = np.array([1.0, -1.0, 1.0, -1.0, 1.0])
MIXED_Y = MIXED_X @ W + B - 5.0 * SIGN
MIXED_W, MIXED_B = np.mean(SIGN[:, None] * MIXED_X, axis=0), SIGN.mean()


def on_mixed_rows(slope_w, slope_b) -> Answer:
    w, b = W - RATE * np.asarray(slope_w), B - RATE * slope_b
    value = Items("tuple", (pack(w.astype("float32")), pack(np.asarray(b, "float32"))))
    return Answer(ask("step", W, B, MIXED_X, MIXED_Y, RATE), Outcome((Return(value),)))


def test_the_rate_times_the_slope_is_the_right_step():
    assert steps.follows_slope(on_mixed_rows(MIXED_W, MIXED_B)).is_right


@pytest.mark.parametrize(
    ("slope_w", "slope_b", "code", "says"),
    [
        (5 * MIXED_W, 5 * MIXED_B, "step.sum", "are added up. Expected their mean"),
        (3 * MIXED_W, 3 * MIXED_B, "step.wrong_length", "it is 3 times as long"),
        (MIXED_B * MIXED_X.mean(axis=0), MIXED_B, "step.means_multiplied", "times its own input"),
        (
            np.clip(MIXED_W, -1, 1),
            MIXED_B,
            "step.wrong_slope",
            "The step of w[0] is 0.1. Expected 0",
        ),
        (MIXED_W, 1.0, "step.wrong_slope", "The step of b is 0.1. Expected 0.02"),
    ],
)
def test_a_step_that_does_not_follow_the_slope_is_reported(slope_w, slope_b, code, says):
    finding = steps.follows_slope(on_mixed_rows(slope_w, slope_b))
    assert finding.code == code
    assert says in said(finding)


@pytest.mark.parametrize("sign", [1, -1])
def test_the_step_itself_instead_of_the_new_weights_is_reported(sign):
    finding = steps.goes_downhill(answer(sign * RATE * SLOPE_W, sign * RATE * SLOPE_B))
    assert finding.code == "step.step_returned"
    assert "old ones minus the step" in said(finding)


@pytest.mark.parametrize(
    ("sign", "code"),
    [
        (0.0, None),
        (1.0, None),  # prediction >= y
        (-0.5, None),
        (3.0, "step.exact_row_too_long"),
        (np.nan, "step.exact_row_not_finite"),
    ],
)
def test_a_row_that_is_predicted_exactly_may_have_any_sign(sign, code):
    y = X @ W + B - np.array([4.0, 0.0, -4.0])
    signs = np.array([1.0, sign, -1.0])
    slope_w, slope_b = np.mean(signs[:, None] * X, axis=0), np.mean(signs)
    found = steps.takes_exact_rows(answer(W - RATE * slope_w, B - RATE * slope_b, y=y))
    assert (None if found.is_right else found.code) == code
