"""Checks on one step of gradient descent: its direction for every weight, and its length."""

from __future__ import annotations

import numpy as np

from grader.checks.pairs import is_pair, pair_in
from grader.checks.slopes import slopes
from grader.checks.values import arguments_of, is_close
from grader.course.exercise import RIGHT, Answer, Finding, wrong
from grader.judge import phrases
from grader.protocol.arrays import Numbers


def keeps_shapes(answer: Answer) -> Finding:
    """Check that the call returned (w, b) in their original shapes."""
    pair = pair_in(answer.value)
    if pair is None:
        return is_pair(answer, "new_weights_and_bias")
    w = arguments_of(answer)[0]
    if pair[0].shape != w.shape:
        return wrong("step.w_shape", received=phrases.shape(pair[0]), expected=str(w.shape))
    if pair[1].shape not in ((), (1,)):
        return wrong("step.b_shape", received=phrases.shape(pair[1]))
    return RIGHT


def goes_downhill(answer: Answer) -> Finding:
    """Check that the step made the loss smaller, and that w and b each moved downhill."""
    w, b, x, y = _start(answer)
    new_w, new_b = _end(answer)
    losses = {"before": _loss(w, b, x, y), "after": _loss(new_w, new_b, x, y)}
    if _is_same(new_w, w) and _is_same(new_b, b):
        return wrong("step.unchanged")
    slope_w, slope_b = slopes(w, b, x, y)
    if is_close(new_w, slope_w) and is_close(new_b, np.asarray(slope_b)):
        return wrong("step.slopes_returned")
    step = _rate(answer) * np.append(slope_w, slope_b)
    if any(_is_same(np.append(new_w, new_b), sign * step) for sign in (1, -1)):
        return wrong("step.step_returned")
    if _is_same(new_w, w):
        return wrong("step.w_unchanged")
    if _is_same(new_b, b):
        return wrong("step.b_unchanged")
    moved_w, moved_b = new_w - w, float(new_b - b)
    if np.all(moved_w * slope_w > 0) and moved_b * slope_b > 0:
        return wrong("step.uphill", **losses)
    for index in np.flatnonzero(moved_w * slope_w > 0)[:1]:
        return wrong("step.w_wrong_direction", index=int(index))
    if moved_b * slope_b > 0:
        return wrong("step.b_wrong_direction")
    if losses["after"] < losses["before"]:
        return RIGHT
    return wrong("step.too_long", rate=_rate(answer), **losses)


def weighs_rows_alike(answer: Answer) -> Finding:
    """Check that the loss gets smaller even if one row has a far larger error than the others.

    The slope of the squared error follows that row. The slope of the absolute error follows the
    majority of the rows.
    """
    w, b, x, y = _start(answer)
    new_w, new_b = _end(answer)
    losses = {"before": _loss(w, b, x, y), "after": _loss(new_w, new_b, x, y)}
    slope_w, slope_b = slopes(w, b, x, y)
    step = np.append(w - new_w, b - new_b)
    # A step in the right direction can only be too long, which another check reports.
    if losses["after"] < losses["before"] or _is_along(step, np.append(slope_w, slope_b)):
        return RIGHT
    error = x @ w + b - y
    if _is_along(step, np.append(error @ x, error.sum())):
        return wrong("step.squared_error", **losses)
    if _is_along(step, np.append(x.mean(axis=0), 1.0) * np.sign(error.mean())):
        return wrong("step.mean_error", **losses)
    return wrong("step.mixed_errors", **losses)


def _is_along(step: Numbers, slope: Numbers) -> bool:
    lengths = float(np.linalg.norm(step) * np.linalg.norm(slope))
    return lengths > 0 and float(step @ slope) / lengths > 1 - 1e-6


def scales_with_rate(single: Answer, double: Answer) -> Finding:
    """Check that twice the learning rate gives a step twice as long."""
    w, b, _, _ = _start(single)
    (w1, b1), (w2, b2) = _end(single), _end(double)
    step1 = np.append(w1 - w, b1 - b)
    step2 = np.append(w2 - w, b2 - b)
    if np.allclose(step2, 2 * step1, rtol=0.02, atol=1e-5):
        return RIGHT
    if np.allclose(step2, step1, rtol=0.02, atol=1e-5):
        return wrong("step.rate_unused")
    ratio = float(np.linalg.norm(step2) / max(float(np.linalg.norm(step1)), 1e-12))
    return wrong("step.not_scaled", ratio=ratio)


def follows_slope(answer: Answer) -> Finding:
    """Check that the step is learning_rate times the slope of the mean absolute error."""
    w, b, x, y = _start(answer)
    new_w, new_b = _end(answer)
    slope = np.append(*slopes(w, b, x, y))
    step, expected = np.append(w - new_w, b - new_b), _rate(answer) * slope
    rounding = 1e-6 * np.maximum(1.0, np.abs(np.append(w, b)))  # of the weights, in float32
    off = np.abs(step - expected) > 1e-3 * np.max(np.abs(expected)) + rounding
    if not np.any(off):
        return RIGHT
    if _is_along(step, slope):
        ratio = float(np.linalg.norm(step) / np.linalg.norm(expected))
        is_sum = np.isclose(ratio, len(y), rtol=1e-3)
        return wrong("step.sum" if is_sum else "step.wrong_length", ratio=ratio)
    sign = np.sign(x @ w + b - y)
    if _is_along(step, np.append(sign.mean() * x.mean(axis=0), sign.mean())):
        return wrong("step.means_multiplied")
    index = int(np.argmax(off))
    return wrong(
        "step.wrong_slope",
        name="b" if index == w.size else f"w[{index}]",
        received=float(step[index]),
        expected=float(expected[index]),
    )


def takes_exact_rows(answer: Answer) -> Finding:
    """Check that rows which are predicted exactly have no larger part in the step than others.

    The absolute error has no slope at zero. Any number from -1 to 1 will do in its place.
    """
    w, b, x, y = _start(answer)
    new_w, new_b = _end(answer)
    moved = np.append(w - new_w, b - new_b)
    if not np.all(np.isfinite(moved)):
        return wrong("step.exact_row_not_finite")
    error = x @ w + b - y
    sign = np.where(np.abs(error) < 1e-9, 0.0, np.sign(error))
    inputs = np.column_stack([x, np.ones(len(x))])
    part = len(y) * moved / _rate(answer) - sign @ inputs
    exact = np.sum(np.abs(inputs[sign == 0.0]), axis=0)
    if np.all(np.abs(part) <= exact + 0.01):
        return RIGHT
    return wrong("step.exact_row_too_long")


def _rate(answer: Answer) -> float:
    return float(arguments_of(answer)[4])


def _is_same(new: Numbers, old: Numbers | float) -> bool:
    return bool(np.allclose(new, old, rtol=1e-6, atol=1e-6))


def _start(answer: Answer) -> tuple[Numbers, float, Numbers, Numbers]:
    w, b, x, y = arguments_of(answer)[:4]
    return w, float(b), x, y


def _end(answer: Answer) -> tuple[Numbers, Numbers]:
    pair = pair_in(answer.value)
    assert pair is not None  # keeps_shapes, an earlier check, ensures this
    return pair[0], pair[1].reshape(())


def _loss(w: Numbers, b: float | Numbers, x: Numbers, y: Numbers) -> float:
    return float(np.mean(np.abs(x @ w + b - y)))
