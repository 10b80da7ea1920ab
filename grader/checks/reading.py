"""Checks on what a learner read out of a model: its weights and bias."""

from __future__ import annotations

import numpy as np

from grader.checks.values import is_close, not_numbers
from grader.course.exercise import RIGHT, Finding, Outcome
from grader.judge import words
from grader.judge.claims import Numbers, numbers_in
from grader.sandbox.messages import Array, Items, Network, Value
from grader.sandbox.wire import unpack


def pair_in(value: Value) -> tuple[Numbers, Numbers] | None:
    """Return the two arrays of numbers a value holds, or None where it holds something else."""
    if isinstance(value, Items) and len(value.items) == 2:
        first, second = (numbers_in(item) for item in value.items)
        return None if first is None or second is None else (first, second)
    if isinstance(value, Array) and value.spelled in ("tuple", "list") and value.shape == (2,):
        both = unpack(value).astype("float64")
        return both[0], both[1]
    return None


def is_pair(
    outcome: Outcome, expected: str = "two things, the weights and the bias (w, b)"
) -> Finding:
    """Find whether two arrays of numbers came back."""
    value = outcome.value
    if pair_in(value) is not None:
        return RIGHT
    if isinstance(value, Items) and len(value.items) == 2:
        held = " and ".join(words.what(item) for item in value.items)
        return Finding(f"{outcome.function} returned {held}. Expected {expected}, as numbers.")
    return Finding(not_numbers(outcome, expected))


def holds_weights(outcome: Outcome) -> Finding:
    """Find whether the pair is the (w, b) of the one-unit network that was given."""
    pair = pair_in(outcome.value)
    network = outcome.ask.call.arguments[0]
    assert isinstance(network, Network)
    layer = network.layers[0]
    assert layer.bias is not None
    if pair is None:
        return is_pair(outcome)
    w, b = pair
    true_w, true_b = unpack(layer.kernel).ravel(), unpack(layer.bias)
    n = true_w.size
    if w.shape in ((), (1,)) and b.shape in ((n,), (n, 1)):
        return Finding(
            f"{outcome.function} returned the bias first, then the weights. "
            f"Expected (w, b): w with {words.count(n, 'number')}, then b."
        )
    if w.shape not in ((n,), (n, 1)):
        return Finding(
            f"w has {words.shape(w)}. Expected shape ({n},) or ({n}, 1): one weight for each input."
        )
    if b.shape not in ((), (1,)):
        return Finding(f"b has {words.shape(b)}. Expected one number or shape (1,).")
    if not is_close(w.ravel(), true_w.astype("float64")):
        return Finding(_other_numbers("w, the weights,", w.ravel(), true_w))
    if not is_close(b.ravel(), true_b.astype("float64")):
        return Finding(_other_numbers("b, the bias,", b.ravel(), true_b))
    return RIGHT


def _other_numbers(name: str, received: Numbers, expected: Numbers) -> str:
    message = (
        f"{name} is {words.numbers(received)}, but the model that was given has "
        f"{words.numbers(expected)}."
    )
    if not np.any(received):
        message += " Read it from the model instead of making zeros."
    return message
