"""Checks on numbers and arrays: whether a value is right, and which mistake explains it if not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from grader.course.exercise import RIGHT, Answer, Finding, Mistake, wrong
from grader.judge import phrases
from grader.judge.numbers import numbers_in
from grader.protocol.arrays import Array, Numbers, unpack
from grader.protocol.calls import Argument, Generator, Integers
from grader.protocol.networks import Network
from grader.protocol.values import Items, Nothing, Value

Formula: TypeAlias = Callable[..., Any]

# Keras computes in float32, with a relative precision of 1.2e-7. Sums of terms reduce it.
_RELATIVE = 2e-5
_ABSOLUTE = 5e-5

_LISTED_ELEMENTS = 8
"""How many elements that differ are listed one by one, if more than one other differs."""

_BATCH = 2  # dimensions

_DECIMALS = (0, 1, 2, 3, 4)
"""To how many decimals a wrong value may have been rounded."""


@dataclass(frozen=True)
class _Comparison:
    """What one call returned, and what was expected."""

    answer: Answer
    received: Numbers
    expected: Numbers

    @property
    def is_right(self) -> bool:
        return is_close(self.received, self.expected)

    def is_by(self, mistake: Mistake) -> bool:
        return is_close(self.received, _computed(mistake.formula, self.answer))


def equal(answers: Sequence[Answer], formula: Formula, mistakes: Sequence[Mistake] = ()) -> Finding:
    """Check that every call returned the value of the formula for its arguments.

    A mistake is named only if its formula gives all the values, the right ones too: many formulas
    agree on a single call.
    """
    compared: list[_Comparison] = []
    for answer in answers:
        received = numbers_in(answer.value)
        if received is None:
            if all(one.is_right for one in compared):
                return not_expected(answer)
            break  # A wrong number is reported first.
        compared.append(_Comparison(answer, received, _computed(formula, answer)))
    different = [one for one in compared if not one.is_right]
    if not different:
        return RIGHT
    fitting = (mistake for mistake in mistakes if all(one.is_by(mistake) for one in compared))
    return _different(different[0], next(fitting, None), _rounded_to(compared))


def _rounded_to(compared: Sequence[_Comparison]) -> int | None:
    """Return to how many decimals all values are rounded; None if they are not just that."""
    for decimals in _DECIMALS:
        rounded = (np.round(one.expected, decimals) for one in compared)
        if all(is_close(one.received, other) for one, other in zip(compared, rounded, strict=True)):
            return decimals
    return None


def _different(one: _Comparison, mistake: Mistake | None, decimals: int | None) -> Finding:
    has_shape = one.received.shape == one.expected.shape
    value, received = one.answer.value, one.received
    if isinstance(value, Array) and value.dtype == "bool":
        received = received.astype(bool)
    shown, expected = phrases.numbers_apart(received, one.expected)
    details = {
        "call": phrases.call(one.answer.call, one.answer.parameters),
        "received": shown if has_shape else _described(value, received),
        "expected": expected if has_shape else phrases.numbers(one.expected),
        "expected_shape": None if has_shape else list(one.expected.shape),
        **_with_rows(differences(received, one.expected), one.answer),
    }
    if mistake is not None:
        return wrong(mistake.code, **details)
    if decimals is not None:
        return wrong("value.rounded", decimals=decimals, **details)
    is_finite = np.all(np.isfinite(one.received))
    return wrong("value.wrong" if is_finite else "value.not_finite", **details)


def differences(received: Numbers, expected: Numbers) -> dict[str, Any]:
    """Return the elements in which two arrays of the same shape differ, as a detail of a finding.

    Its fields: `elements`, the first ones, each with its index, the expected and the received
    value; `more`, how many others differ; `size`, the number of elements of each array. There is no
    such detail for single numbers and for arrays of other shapes.
    """
    if received.shape != expected.shape or not received.ndim:
        return {}
    apart = np.argwhere(~_are_close(received, expected))
    listed = len(apart) if len(apart) <= _LISTED_ELEMENTS + 1 else _LISTED_ELEMENTS
    elements = [
        (index.tolist(), expected[tuple(index)].item(), received[tuple(index)].item())
        for index in apart[:listed]
    ]
    more = len(apart) - len(elements)
    return {"differences": {"elements": elements, "more": more, "size": received.size}}


def _with_rows(details: dict[str, Any], answer: Answer) -> dict[str, Any]:
    """Return the details with the row of a batch beside each element that was computed from it.

    Fields: `rows`, their numbers in the order of the elements, and `rows_of`, the parameter. Only
    if the call shows the parameter's name in place of its numbers.
    """
    different = details.get("differences")
    arrays = phrases.named_arrays(answer.call, answer.parameters)
    batches = [(name, one) for name, one in arrays.items() if one.ndim == _BATCH]
    if not (different and batches):
        return details
    name, batch = batches[0]
    indexes = [index for index, _, _ in different["elements"]]
    if len(batch) != different["size"] or any(len(index) != 1 for index in indexes):
        return details
    rows = [phrases.numbers(batch[index[0]]) for index in indexes]
    return {"differences": {**different, "rows": rows, "rows_of": name}}


def _described(value: Value, received: Numbers) -> str:
    is_listed = 0 < received.ndim <= phrases.SHOWN_DIMENSIONS and received.size > 0
    shown = f", {phrases.numbers(received)}" if is_listed else ""
    return f"{phrases.describe(value)}{shown}"


def first_wrong(findings: Iterable[Finding]) -> Finding:
    """Return the first finding that is not right, or RIGHT. Later ones are not computed."""
    return next((finding for finding in findings if not finding.is_right), RIGHT)


def in_turn(*looks: Callable[[], Finding]) -> Finding:
    """Return the first finding that is not right, or RIGHT. Later functions are not called."""
    return first_wrong(look() for look in looks)


def not_expected(answer: Answer, expected: str = "numbers") -> Finding:
    """Return the finding for a value of an unexpected type.

    expected: a key of `grader.judge.wording.values.EXPECTED`, or a phrase such as "a list".
    """
    value, function = answer.value, answer.function
    if isinstance(value, Nothing):
        printed = answer.printed.strip()
        if printed:
            return wrong("value.printed", function=function, printed=printed.splitlines()[0][:60])
        return wrong("value.nothing", function=function, expected=expected)
    received = phrases.describe(value)
    code = "value.one_item_tuple" if _is_one_item_tuple(value) else "value.wrong_type"
    return wrong(code, function=function, received=received, expected=expected)


def _is_one_item_tuple(value: Value) -> bool:
    if isinstance(value, Items):
        return value.container == "tuple" and len(value.items) == 1
    return isinstance(value, Array) and value.container == "tuple" and value.shape == (1,)


def argument_of(argument: Argument) -> Any:
    """Return an argument in the form that formulas take, with floats in float64."""
    if isinstance(argument, Array):
        array = unpack(argument)
        return array.astype("float64") if array.dtype.kind == "f" else array
    if isinstance(argument, Integers):
        return list(argument.values)
    if isinstance(argument, (Generator, Network)):
        return argument
    return argument.value


def arguments_of(answer: Answer) -> list[Any]:
    """Return the arguments of an answer's call in the form that formulas take."""
    return [argument_of(argument) for argument in answer.call.arguments]


def is_close(received: Numbers, expected: Numbers) -> bool:
    """Return whether two arrays have the same shape and, within float32's error, equal values."""
    return received.shape == expected.shape and bool(np.all(_are_close(received, expected)))


def _are_close(received: Numbers, expected: Numbers) -> Numbers:
    """Return which elements are close. As np.isclose, which takes five times as long for a few."""
    with np.errstate(invalid="ignore"):
        is_near = np.abs(received - expected) <= _ABSOLUTE + _RELATIVE * np.abs(expected)
    return np.asarray(is_near & np.isfinite(expected) | (received == expected))


def _computed(formula: Formula, answer: Answer) -> Numbers:
    try:
        return np.asarray(formula(*arguments_of(answer)), dtype="float64")
    except (ValueError, IndexError, TypeError):  # The formula does not fit these arguments.
        return np.array(np.nan)
