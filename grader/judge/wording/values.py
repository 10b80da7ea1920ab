"""Sentences on values that a call returned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from grader.judge import phrases
from grader.judge.wording.template import Sentence

EXPECTED: Mapping[str, str] = {
    "numbers": "numbers",
    "model": "a Keras model",
    "compiled_model": "the compiled model",
    "weights_and_bias": "two things, the weights and the bias (w, b)",
    "new_weights_and_bias": "the new (w, b)",
    "x_and_y_batch": "two arrays, x_batch and y_batch",
    "losses": "the loss after each epoch, a list of numbers",
}
"""Phrases for expected values, by key."""


def expected(details: Mapping[str, Any]) -> str:
    """Return the phrase for what was expected. A text that is not a key is returned unchanged."""
    key: str = details["expected"]
    return EXPECTED.get(key, key)


def returned(details: Mapping[str, Any]) -> str:
    """Return the sentence with the value that a call returned and the expected value."""
    call, received, wanted = (details[name] for name in ("call", "received", "expected"))
    shape = details["expected_shape"]
    if shape is None and received == wanted and "differences" in details:
        # Both arrays are cut before the first element that differs.
        index, *values = details["differences"]["elements"][0]
        wanted, received = phrases.numbers_apart(*map(np.asarray, values))
        return f"{call} returned {received} at index {index}. Expected {wanted}."
    if shape is None:
        return f"{call} returned {received}. Expected {wanted}."
    form = f"shape {tuple(shape)}" if shape else "one number"
    return f"{call} returned {received}. Expected {form}, {wanted}."


SENTENCES: Mapping[str, Sentence] = {
    "value.wrong": returned,
    "value.rounded": lambda d: (
        f"{returned(d)} The result is rounded. Expected it with all its decimals."
    ),
    "value.not_finite": lambda d: (
        f"{returned(d)} In a result, nan means not a number, and inf means infinity."
    ),
    "value.printed": "{function} printed {printed!r} but returned nothing (None). "
    "Printing only shows a value; return hands it back. Expected a return.",
    "value.nothing": lambda d: (
        f"{d['function']} returned nothing (None). Expected {expected(d)}. Is the return missing?"
    ),
    "value.return_alone": lambda d: (
        f"{d['function']} returned nothing (None). Expected {expected(d)}. A return that stands "
        "alone on its line ends the function and returns nothing."
    ),
    "value.return_not_reached": lambda d: (
        f"{d['function']} returned nothing (None) in this call: it came to an end without the "
        f"value of a return, or that value is None. Expected {expected(d)}."
    ),
    "value.wrong_type": lambda d: (
        f"{d['function']} returned {d['received']}. Expected {expected(d)}."
    ),
    "value.one_item_tuple": lambda d: (
        f"{d['function']} returned {d['received']}. Expected {expected(d)}. "
        "A comma after the only value of a return makes a tuple; some functions give one as well."
    ),
}
