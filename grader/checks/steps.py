"""Checks on one step of gradient descent: downhill, in every weight, scaled by the rate."""

from __future__ import annotations

import numpy as np

from grader.checks.reading import is_pair, pair_in
from grader.checks.values import argument_of, is_close
from grader.course.exercise import RIGHT, Finding, Outcome
from grader.judge import words
from grader.judge.claims import Numbers


def keeps_shapes(outcome: Outcome) -> Finding:
    """Find whether (w, b) came back in the shapes they had."""
    pair = pair_in(outcome.value)
    if pair is None:
        return is_pair(outcome, "the new (w, b)")
    w = argument_of(outcome.ask.call.arguments[0])
    if pair[0].shape != w.shape:
        return Finding(
            f"The new w has {words.shape(pair[0])}. Expected shape {w.shape}, as it was given."
        )
    if pair[1].shape not in ((), (1,)):
        return Finding(f"The new b has {words.shape(pair[1])}. Expected one number.")
    return RIGHT


def goes_downhill(outcome: Outcome) -> Finding:
    """Find whether the loss got smaller, and whether w and b each helped."""
    w, b, x, y = _start(outcome)
    new_w, new_b = _end(outcome)
    before, after = _loss(w, b, x, y), _loss(new_w, new_b, x, y)
    went = f"from {words.number(before)} to {words.number(after)}"
    if _is_same(new_w, w) and _is_same(new_b, b):
        return Finding("w and b are the same as before. Expected a step that changes them.")
    slope_w, slope_b = _slopes(w, b, x, y)
    rate = float(argument_of(outcome.ask.call.arguments[4]))
    if is_close(new_w, slope_w) and is_close(new_b, np.asarray(slope_b)):
        return Finding(
            "These are the slopes themselves. Expected the new weights: w - learning_rate * slope."
        )
    if _is_same(new_w, w):
        return Finding("The weights w did not change, only b. Expected a step of both.")
    if _is_same(new_b, b):
        return Finding("The bias b did not change, only w. Expected a step of both.")
    moved_w, moved_b = new_w - w, float(new_b - b)
    if np.all(moved_w * slope_w > 0) and moved_b * slope_b > 0:
        return Finding(
            f"The step goes uphill: the loss went {went}. Expected it to get smaller. "
            "Which sign does the step need?"
        )
    wrong = np.flatnonzero(moved_w * slope_w > 0)
    if wrong.size:
        return Finding(
            f"The weight w[{wrong[0]}] moved in the wrong direction. Its slope depends on its own "
            "input, x[:, i], and on whether the prediction is too high or too low."
        )
    if moved_b * slope_b > 0:
        return Finding("b moved in the wrong direction, uphill. Which sign does its step need?")
    if after < before:
        return RIGHT
    return Finding(
        f"The loss went {went} with a learning_rate of {words.number(rate)}. Expected it to get "
        "smaller: the step is too long. Is it scaled by learning_rate, and the slope a mean?"
    )


def weighs_rows_alike(outcome: Outcome) -> Finding:
    """Find whether the loss gets smaller where one row is far off and the others are not.

    The slope of the squared error follows the far row, that of the absolute error the most rows.
    """
    w, b, x, y = _start(outcome)
    new_w, new_b = _end(outcome)
    before, after = _loss(w, b, x, y), _loss(new_w, new_b, x, y)
    slope_w, slope_b = _slopes(w, b, x, y)
    step = np.append(w - new_w, b - new_b)
    # A step in this direction can only be too long, and that is another check's to say.
    if after < before or _is_along(step, np.append(slope_w, slope_b)):
        return RIGHT
    error = x @ w + b - y
    told = f"The mean absolute error went up, from {words.number(before)} to {words.number(after)}"
    told += ", on a batch with errors on both sides."
    if _is_along(step, np.append(error @ x, error.sum())):
        return Finding(
            f"{told} The step follows the slope of the squared error, where a row counts the more "
            "the farther it is off. Expected the slope of the absolute error."
        )
    if _is_along(step, np.append(x.mean(axis=0), 1.0) * np.sign(error.mean())):
        return Finding(
            f"{told} The step follows the mean of the errors. Expected each row's own direction "
            "first, then the mean."
        )
    return Finding(f"{told} Expected it to get smaller: each row has a direction of its own.")


def _is_along(step: Numbers, slope: Numbers) -> bool:
    lengths = float(np.linalg.norm(step) * np.linalg.norm(slope))
    return lengths > 0 and float(step @ slope) / lengths > 1 - 1e-6


def scales_with_rate(single: Outcome, double: Outcome) -> Finding:
    """Find whether twice the learning rate gives a step twice as long."""
    w, b, _, _ = _start(single)
    (w1, b1), (w2, b2) = _end(single), _end(double)
    step1 = np.append(w1 - w, b1 - b)
    step2 = np.append(w2 - w, b2 - b)
    if np.allclose(step2, 2 * step1, rtol=0.02, atol=1e-5):
        return RIGHT
    if np.allclose(step2, step1, rtol=0.02, atol=1e-5):
        return Finding("The step is as long for any learning_rate: learning_rate is not used.")
    ratio = float(np.linalg.norm(step2) / max(float(np.linalg.norm(step1)), 1e-12))
    return Finding(
        f"With twice the learning_rate the step is {words.number(ratio)} times as long. "
        "Expected 2: learning_rate times the slope."
    )


def _is_same(new: Numbers, old: Numbers | float) -> bool:
    return bool(np.allclose(new, old, rtol=1e-6, atol=1e-6))


def _start(outcome: Outcome) -> tuple[Numbers, float, Numbers, Numbers]:
    w, b, x, y = (argument_of(given) for given in outcome.ask.call.arguments[:4])
    return w, float(b), x, y


def _end(outcome: Outcome) -> tuple[Numbers, Numbers]:
    pair = pair_in(outcome.value)
    assert pair is not None  # keeps_shapes, which comes before, has seen it
    return pair[0], pair[1].reshape(())


def _loss(w: Numbers, b: float | Numbers, x: Numbers, y: Numbers) -> float:
    return float(np.mean(np.abs(x @ w + b - y)))


def _slopes(w: Numbers, b: float, x: Numbers, y: Numbers) -> tuple[Numbers, float]:
    """Slopes of the mean absolute error: mean(sign(prediction - y) * x), mean(sign(...))."""
    sign = np.sign(x @ w + b - y)
    return np.mean(sign[:, None] * x, axis=0), float(np.mean(sign))
