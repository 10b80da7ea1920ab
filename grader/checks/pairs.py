"""Checks on pairs: the weights and the bias that a learner read from a model."""

from __future__ import annotations

import numpy as np

from grader.checks.values import differences, is_close, not_expected
from grader.course.exercise import RIGHT, Answer, Finding, wrong
from grader.judge import phrases
from grader.judge.numbers import numbers_in
from grader.protocol.arrays import Array, Numbers, unpack
from grader.protocol.networks import Network
from grader.protocol.values import Items, Value


def pair_in(value: Value) -> tuple[Numbers, Numbers] | None:
    """Return the two arrays of numbers in a value; None if it is not such a pair."""
    if isinstance(value, Items) and len(value.items) == 2:
        first, second = (numbers_in(item) for item in value.items)
        return None if first is None or second is None else (first, second)
    if isinstance(value, Array) and value.container != "array" and value.shape[:1] == (2,):
        both = unpack(value).astype("float64")
        return both[0], both[1]
    return None


def is_pair(answer: Answer, expected: str = "weights_and_bias") -> Finding:
    """Check that the call returned two arrays of numbers. For `expected` see `not_expected`."""
    value = answer.value
    if pair_in(value) is not None:
        return RIGHT
    if isinstance(value, Items) and len(value.items) == 2:
        received = " and ".join(phrases.describe(item) for item in value.items)
        return wrong(
            "pair.not_numbers", function=answer.function, received=received, expected=expected
        )
    return not_expected(answer, expected)


def holds_weights(answer: Answer) -> Finding:
    """Check that the pair is the (w, b) of the one-unit network that was passed."""
    pair = pair_in(answer.value)
    if pair is None:
        return is_pair(answer)
    w, b = pair
    true_w, true_b = _weights_of(answer)
    n = true_w.size
    if n > 1 and w.shape in ((), (1,)) and b.shape in ((n,), (n, 1)):
        return wrong("weights.swapped", function=answer.function, inputs=n)
    if w.shape not in ((n,), (n, 1)):
        return wrong("weights.wrong_shape", received=phrases.shape(w), inputs=n)
    if b.shape not in ((), (1,)):
        return wrong("bias.wrong_shape", received=phrases.shape(b))
    if not is_close(w.ravel(), true_w):
        return _other_numbers("weights", w.ravel(), true_w)
    if not is_close(b.ravel(), true_b):
        return _other_numbers("bias", b.ravel(), true_b)
    return RIGHT


def _weights_of(answer: Answer) -> tuple[Numbers, Numbers]:
    network = answer.call.arguments[0]
    assert isinstance(network, Network)
    layer = network.layers[0]
    assert layer.bias is not None
    kernel, bias = unpack(layer.kernel), unpack(layer.bias)
    return kernel.ravel().astype("float64"), bias.astype("float64")


def _other_numbers(name: str, received: Numbers, expected: Numbers) -> Finding:
    shown, wanted = phrases.numbers_apart(received, expected)
    if not np.any(received):
        return wrong(f"{name}.zeros", received=shown, expected=wanted)
    table = differences(received, expected) if expected.size > 1 else {}
    return wrong(f"{name}.other", received=shown, expected=wanted, **table)
