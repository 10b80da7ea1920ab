"""Describes values, calls and counts in words that a first-week learner knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader.protocol.arrays import Array, Numbers, unpack
from grader.protocol.calls import Argument, Call, Float, Generator, Integer, Integers
from grader.protocol.models import Model
from grader.protocol.networks import Network
from grader.protocol.values import Items, Nothing, Other, Text, Value

_DIGITS = 4
_MAX_DIGITS = 9
_SHOWN_NUMBERS = 6
SHOWN_DIMENSIONS = 2

_TYPED_NUMBERS = 10
"""If all arrays of a call have at most so many numbers together, the call shows all of them.

A learner can type it to see what it returns.
"""

_SHORT_ARRAY = 3
"""The most numbers of an array in other calls."""


def number(value: float, digits: int = _DIGITS) -> str:
    """Return a number with four significant digits: 7, 0.25, 1.3e-07."""
    try:
        return f"{value + 0.0:.{digits}g}"  # never "-0"
    except OverflowError:  # a whole number that no float can hold
        return "inf" if value > 0 else "-inf"


def numbers_apart(one: Numbers, other: Numbers) -> tuple[str, str]:
    """Return two arrays with as many digits as it takes to see that they differ.

    With four digits if these are enough, or if no more would help. Otherwise one more than needed:
    1.00105 and 1.00115 rather than 1.001 and 1.0011.
    """
    for digits in range(_DIGITS, _MAX_DIGITS):
        if numbers(one, digits) != numbers(other, digits):
            shown = digits if digits == _DIGITS else digits + 1
            return numbers(one, shown), numbers(other, shown)
    return numbers(one), numbers(other)


def numbers(array: Numbers, digits: int = _DIGITS) -> str:
    """Return an array as nested lists, cut if it is long; its shape if it has many dimensions."""
    if array.ndim == 0:
        return _element(array, digits)
    if array.ndim > SHOWN_DIMENSIONS or array.size == 0:
        return f"an array of shape {array.shape}"
    if array.ndim > 1:
        rows = [numbers(row, digits) for row in array[:2]]
        return f"[{', '.join(rows)}{', …' if len(array) > 2 else ''}]"
    shown = ", ".join(_element(each, digits) for each in array[:_SHOWN_NUMBERS])
    return f"[{shown}{', …' if array.size > _SHOWN_NUMBERS else ''}]"


def _element(value: Any, digits: int) -> str:
    """Return one element of an array; True and False as Python shows them."""
    return str(bool(value)) if value.dtype == np.bool_ else number(float(value), digits)


def shape(array: Numbers) -> str:
    """Return "one number" or "shape (2, 3)"."""
    return f"shape {array.shape}" if array.ndim else "one number"


def call(made: Call, parameters: Sequence[str] = ()) -> str:
    """Return the call as a learner would type it: neuron([5, 2], [2, 1], 3.5), train(model, x, y).

    parameters: the names of the function's parameters, which stand for models and random
    generators. They also stand for arrays if these would be long. Without its name, a long array is
    cut.
    """
    names = [*parameters, *[""] * len(made.arguments)]
    most = _typed_at_most(made)
    shown = (_argument(*each, most) for each in zip(made.arguments, names, strict=False))
    return f"{made.function}({', '.join(shown)})"


def named_arrays(made: Call, parameters: Sequence[str]) -> dict[str, Numbers]:
    """Return the arrays for which `call` shows the names of the parameters."""
    arrays = [
        (name, unpack(each))
        for name, each in zip(parameters, made.arguments, strict=False)
        if isinstance(each, Array)
    ]
    most = _typed_at_most(made)
    return {name: array for name, array in arrays if not _is_short(array, most)}


def _typed_at_most(made: Call) -> int:
    """Return how many numbers an array may have that is typed completely."""
    together = sum(unpack(each).size for each in made.arguments if isinstance(each, Array))
    return _TYPED_NUMBERS if together <= _TYPED_NUMBERS else _SHORT_ARRAY


def _is_short(array: Numbers, most: int) -> bool:
    return array.ndim <= SHOWN_DIMENSIONS and 0 < array.size <= most


def _argument(argument: Argument, name: str, most: int) -> str:
    """Return an argument; an array completely if it has at most this many numbers."""
    if isinstance(argument, Integer):
        return str(argument.value)
    if isinstance(argument, Float):
        return f"{argument.value:.6g}"
    if isinstance(argument, Integers):
        return str(list(argument.values))
    if isinstance(argument, Array):
        array = unpack(argument)
        return _all_numbers(array) if _is_short(array, most) else name or numbers(array)
    if isinstance(argument, Network):
        return name or "model"
    assert isinstance(argument, Generator)
    return name or "rng"


def _all_numbers(array: Numbers) -> str:
    if array.ndim == 0:
        return number(float(array))
    return f"[{', '.join(map(_all_numbers, array))}]"


def describe(value: Value) -> str:
    """Return what a value is: "nothing (None)", "the text '7'", "a tuple of 2 items"."""
    if isinstance(value, Nothing):
        return "nothing (None)"
    if isinstance(value, Text):
        return f"the text {value.text[:60]!r}"
    if isinstance(value, Model):
        return "a Keras model"
    if isinstance(value, Items):
        return f"a {value.container} of {count(len(value.items), 'item')}"
    if isinstance(value, Array):
        array = unpack(value)
        if value.container == "tuple":
            return f"a tuple of {count(len(array), 'item')}"
        if not array.ndim:
            return numbers(array) if array.dtype == np.bool_ else f"the number {numbers(array)}"
        kind = {"number": "array", "variable": "variable"}.get(value.container, value.container)
        return f"{'an' if kind == 'array' else 'a'} {kind} of shape {array.shape}"
    return _describe_other(value)


def _describe_other(value: Other) -> str:
    if value.is_class:
        return f"the class {value.type_name} itself (brackets () after it make an instance)"
    if value.is_function:
        return "a function (was it meant to be called, with brackets () after its name?)"
    if value.is_symbolic:
        return "a symbolic tensor, the output of a layer, which is not yet a model"
    if value.is_layer:
        return f"a single layer, {value.type_name}"
    if " of " in value.type_name:  # "list of 20000 items", "array of shape (400, 400)"
        return f"{'an' if value.type_name.startswith('array') else 'a'} {value.type_name}"
    return f"an object of type {value.type_name}"


def count(amount: int, thing: str, things: str = "") -> str:
    """Return "1 layer" or "2 layers". `things` is the plural if it is irregular."""
    return f"{amount} {thing}" if amount == 1 else f"{amount} {things or thing + 's'}"


def ordinal(number: int) -> str:
    """Return "first", "second", "third", and from then on "4th"."""
    return {1: "first", 2: "second", 3: "third"}.get(number, f"{number}th")
