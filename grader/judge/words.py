"""Says values, calls and counts in a first-week learner's words."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.sandbox.messages import (
    Array,
    Call,
    Generator,
    Given,
    Items,
    Model,
    Network,
    Nothing,
    Other,
    Real,
    Text,
    Value,
    Whole,
    Wholes,
)
from grader.sandbox.wire import unpack

_SHOWN_NUMBERS = 6
_SHOWN_DIMENSIONS = 2


def number(value: float) -> str:
    """Return a number as short as it can be read: 7, 0.25, 1.3e-07."""
    return f"{value:.4g}"


def numbers(array: np.ndarray[Any, Any]) -> str:
    """Return an array as nested lists; only the beginning of a long one."""
    if array.ndim == 0:
        return number(float(array))
    if array.ndim > _SHOWN_DIMENSIONS or array.size == 0:
        return f"an array of shape {array.shape}"
    if array.ndim > 1:
        rows = [numbers(row) for row in array[:2]]
        return f"[{', '.join(rows)}{', …' if len(array) > 2 else ''}]"
    shown = ", ".join(number(float(value)) for value in array[:_SHOWN_NUMBERS])
    return f"[{shown}{', …' if array.size > _SHOWN_NUMBERS else ''}]"


def shape(array: np.ndarray[Any, Any]) -> str:
    """Return "one number" or "shape (2, 3)"."""
    return f"shape {array.shape}" if array.ndim else "one number"


def call(asked: Call) -> str:
    """Return the call as it would be typed."""
    return f"{asked.function}({', '.join(_argument(given) for given in asked.arguments)})"


def _argument(given: Given) -> str:
    if isinstance(given, (Real, Whole)):
        return f"{given.value:.6g}"
    if isinstance(given, Wholes):
        return str(list(given.values))
    if isinstance(given, Array):
        return numbers(unpack(given))
    if isinstance(given, Network):
        return "model"
    assert isinstance(given, Generator)
    return "rng"


def what(value: Value) -> str:
    """Return what a value is: "None", "the text '7'", "a tuple of 2 items"."""
    if isinstance(value, Nothing):
        return "nothing (None)"
    if isinstance(value, Text):
        return f"the text {value.text[:60]!r}"
    if isinstance(value, Model):
        return "a Keras model"
    if isinstance(value, Items):
        return f"a {value.spelled} of {count(len(value.items), 'item')}"
    if isinstance(value, Array):
        array = unpack(value)
        if value.spelled == "tuple":
            return f"a tuple of {count(len(array), 'item')}"
        if not array.ndim:
            return f"the number {numbers(array)}"
        kind = {"number": "array", "variable": "variable"}.get(value.spelled, value.spelled)
        return f"{'an' if kind == 'array' else 'a'} {kind} of shape {array.shape}"
    return _what_other(value)


def _what_other(value: Other) -> str:
    if value.is_class:
        return f"the class {value.type_name} itself (brackets () after it make an instance)"
    if value.is_function:
        return "a function (was it meant to be called, with brackets () after its name?)"
    if value.is_symbolic:
        return "a symbolic tensor, the output of a layer, which is not yet a model"
    if value.is_layer:
        return f"a single layer, {value.type_name}"
    return f"an object of type {value.type_name}"


def count(amount: int, thing: str) -> str:
    """Return "1 layer" or "2 layers"."""
    return f"{amount} {thing}" if amount == 1 else f"{amount} {thing}s"
