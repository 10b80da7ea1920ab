"""Checks on numbers and arrays: the right value, and which known mistake a wrong one is."""

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

# Learners compute in float32, whose steps are 1.2e-7 of a number. Sums of a few terms widen that.
_RELATIVE = 1e-3
_ABSOLUTE = 1e-4


@dataclass(frozen=True)
class _Comparison:
    """What one call gave, and what it should have given."""

    answer: Answer
    received: Numbers
    expected: Numbers

    @property
    def is_right(self) -> bool:
        return is_close(self.received, self.expected)

    def is_by(self, mistake: Mistake) -> bool:
        return is_close(self.received, _computed(mistake.formula, self.answer))


def equal(answers: Sequence[Answer], formula: Formula, mistakes: Sequence[Mistake] = ()) -> Finding:
    """Find whether every call gave what the formula gives for the same arguments.

    A mistake is named only if its formula gives every wrong answer. If several do, one whose
    formula also gives the right answers is preferred: for a single call many mistakes look alike.
    """
    compared: list[_Comparison] = []
    for answer in answers:
        received = numbers_in(answer.value)
        if received is None:
            if all(one.is_right for one in compared):
                return not_expected(answer)
            break  # What is wrong with a number is told first.
        compared.append(_Comparison(answer, received, _computed(formula, answer)))
    different = [one for one in compared if not one.is_right]
    if not different:
        return RIGHT
    fitting = [mistake for mistake in mistakes if all(one.is_by(mistake) for one in different)]
    fitting.sort(key=lambda mistake: not all(one.is_by(mistake) for one in compared))
    return _different(different[0], fitting)


def _different(one: _Comparison, mistakes: Sequence[Mistake]) -> Finding:
    has_shape = one.received.shape == one.expected.shape
    details = {
        "call": phrases.call(one.answer.call),
        "received": _shown(one.answer.value, one.received, has_shape=has_shape),
        "expected": phrases.numbers(one.expected),
        "expected_shape": None if has_shape else list(one.expected.shape),
    }
    if mistakes:
        return wrong(mistakes[0].code, **details)
    is_finite = np.all(np.isfinite(one.received))
    return wrong("value.wrong" if is_finite else "value.not_finite", **details)


def _shown(value: Value, received: Numbers, *, has_shape: bool) -> str:
    if has_shape:
        return phrases.numbers(received)
    is_listed = 0 < received.ndim <= phrases.SHOWN_DIMENSIONS and received.size > 0
    shown = f", {phrases.numbers(received)}" if is_listed else ""
    return f"{phrases.describe(value)}{shown}"


def first_wrong(findings: Iterable[Finding]) -> Finding:
    """Return the first finding that is not right. Later ones of a generator are not computed."""
    return next((finding for finding in findings if not finding.is_right), RIGHT)


def in_turn(*looks: Callable[[], Finding]) -> Finding:
    """Return the first finding that is not right; each look is made only if all before it were."""
    return first_wrong(look() for look in looks)


def not_expected(answer: Answer, expected: str = "numbers") -> Finding:
    """Return the finding on a value that is not what was expected.

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
    """Return an argument as formulas take it, in full precision."""
    if isinstance(argument, Array):
        array = unpack(argument)
        return array.astype("float64") if array.dtype.kind == "f" else array
    if isinstance(argument, Integers):
        return list(argument.values)
    if isinstance(argument, (Generator, Network)):
        return argument
    return argument.value


def arguments_of(answer: Answer) -> list[Any]:
    """Return the arguments of an answer's call as formulas take them."""
    return [argument_of(argument) for argument in answer.call.arguments]


def is_close(received: Numbers, expected: Numbers) -> bool:
    """Return whether two arrays have the same shape and, within float32's error, values."""
    return received.shape == expected.shape and bool(
        np.allclose(received, expected, rtol=_RELATIVE, atol=_ABSOLUTE)
    )


def _computed(formula: Formula, answer: Answer) -> Numbers:
    try:
        return np.asarray(formula(*arguments_of(answer)), dtype="float64")
    except (ValueError, IndexError, TypeError):  # The formula does not fit these arguments.
        return np.array(np.nan)
