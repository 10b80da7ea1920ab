"""Mistakes in a step are recognised by the slopes that it follows."""

import numpy as np
import pytest

from grader.checks import slopes
from grader.course import Answer, ask
from grader.protocol.arrays import pack
from grader.protocol.events import Return
from grader.protocol.values import Items
from grader.records import Outcome
from tests.checks.sentences import said

W, B = np.array([1.0, -1.0]), 2.5
X = np.array([[2.0, -1.5], [-1.0, 3.0], [0.5, 2.5], [-3.0, -0.5], [1.5, 1.0]])
SIGN = np.array([1.0, -1.0, 1.0, -1.0, 1.0])
Y = X @ W + B - 0.05 * SIGN
RATE = 0.5


def stepped(slope_w, slope_b) -> Answer:
    pair = (pack(W - RATE * np.asarray(slope_w)), pack(np.asarray(B - RATE * slope_b)))
    return Answer(ask("step", W, B, X, Y, RATE), Outcome((Return(Items("tuple", pair)),)))


def of(sign) -> tuple:
    return np.mean(sign[:, None] * X, axis=0), float(np.mean(sign))


RIGHT_W, RIGHT_B = of(SIGN)
AFTER_W = np.sign(X @ (W - RATE * RIGHT_W) + B - Y)
AFTER_B = np.sign(X @ W + B - RATE * RIGHT_B - Y)


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (of(np.sign(X @ W - Y)), "a prediction without b"),
        (of((SIGN > 0) * 1.0), "too low have no part"),
        (of((SIGN < 0) * -1.0), "too high have no part"),
        (([RIGHT_B, RIGHT_B], RIGHT_B), "the same amount as b"),
        (([RIGHT_W.mean()] * 2, RIGHT_B), "the mean over all columns"),
        ((RIGHT_W, of(AFTER_W)[1]), "The slope of b was computed with the new w"),
        ((of(AFTER_B)[0], RIGHT_B), "The slope of w was computed with the new b"),
    ],
)
def test_a_known_mistake_is_named(step, says):
    finding = slopes.mistaken([stepped(*step)])
    assert finding is not None
    assert says in said(finding)


def test_a_mistake_must_explain_every_step():
    without_bias = stepped(*of(np.sign(X @ W - Y)))
    assert slopes.mistaken([without_bias, stepped(0.3 * RIGHT_W, RIGHT_B)]) is None


def test_the_right_step_is_no_mistake():
    assert slopes.mistaken([stepped(RIGHT_W, RIGHT_B)]) is None
