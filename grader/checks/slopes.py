"""Recognises the mistakes in a step of gradient descent by the slopes that it follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from grader.checks.pairs import pair_in
from grader.checks.values import arguments_of
from grader.course.exercise import Answer, Finding, wrong
from grader.protocol.arrays import Numbers

Slopes: TypeAlias = tuple[Numbers, float]
"""The slopes of a loss along w, of shape (n,), and along b."""


def slopes(w: Numbers, b: float, x: Numbers, y: Numbers) -> Slopes:
    """Return the slopes of the mean absolute error along w and b.

    They are mean(sign(prediction - y) * x) and mean(sign(prediction - y)).
    """
    return _of_signs(np.sign(x @ w + b - y), x)


def _of_signs(sign: Numbers, x: Numbers) -> Slopes:
    return np.mean(sign[:, None] * x, axis=0), float(np.mean(sign))


@dataclass(frozen=True)
class _Start:
    """What a step starts from. error: prediction - y, of shape (batch,)."""

    w: Numbers
    b: float
    x: Numbers
    y: Numbers
    rate: float

    @property
    def error(self) -> Numbers:
        return self.x @ self.w + self.b - self.y

    @property
    def slopes(self) -> Slopes:
        return slopes(self.w, self.b, self.x, self.y)


def _inputs_forgotten(start: _Start) -> Slopes:
    slope_b = start.slopes[1]
    return np.full(start.w.shape, slope_b), slope_b


def _one_for_all(start: _Start) -> Slopes:
    slope_w, slope_b = start.slopes
    return np.full(start.w.shape, slope_w.mean()), slope_b


def _new_w(start: _Start) -> Slopes:
    slope_w = start.slopes[0]
    return slope_w, slopes(start.w - start.rate * slope_w, start.b, start.x, start.y)[1]


def _new_b(start: _Start) -> Slopes:
    slope_b = start.slopes[1]
    return slopes(start.w, start.b - start.rate * slope_b, start.x, start.y)[0], slope_b


_MISTAKEN: Mapping[str, Callable[[_Start], Slopes]] = {
    "step.prediction_without_bias": lambda start: slopes(start.w, 0.0, start.x, start.y),
    "step.too_low_is_zero": lambda start: _of_signs((start.error > 0) * 1.0, start.x),
    "step.too_high_is_zero": lambda start: _of_signs((start.error < 0) * -1.0, start.x),
    "step.inputs_forgotten": _inputs_forgotten,
    "step.one_slope_for_all": _one_for_all,
    "step.new_w_in_slope_of_b": _new_w,
    "step.new_b_in_slope_of_w": _new_b,
}


def mistaken(answers: Sequence[Answer]) -> Finding | None:
    """Return the mistake whose slopes every one of these steps follows, if it is a known one.

    A known mistake has the slopes of the right step on some batches, but not on all of them.
    """
    for code, slopes_of in _MISTAKEN.items():
        if all(_follows(answer, slopes_of) for answer in answers):
            return wrong(code)
    return None


def _follows(answer: Answer, slopes_of: Callable[[_Start], Slopes]) -> bool:
    w, b, x, y, rate = arguments_of(answer)
    start = _Start(w, float(b), x, y, float(rate))
    pair = pair_in(answer.value)
    assert pair is not None  # an earlier check ensures this
    step = np.append(w - pair[0], start.b - pair[1].reshape(()))
    expected = start.rate * np.append(*slopes_of(start))
    rounding = 1e-6 * np.maximum(1.0, np.abs(np.append(w, b)))  # of the weights, in float32
    return bool(np.all(np.abs(step - expected) <= 1e-3 * np.max(np.abs(expected)) + rounding))
