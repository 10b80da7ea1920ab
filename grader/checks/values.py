"""Checks on numbers and arrays: the right value, and which known mistake a wrong one is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from grader.course.exercise import RIGHT, Finding, Outcome
from grader.judge import words
from grader.judge.claims import Numbers, numbers_in
from grader.sandbox.messages import Array, Generator, Given, Network, Nothing, Value, Wholes
from grader.sandbox.wire import unpack

Formula: TypeAlias = Callable[..., Any]

# Learners compute in float32, whose steps are 1.2e-7 of a number; a few sums widen that.
_RELATIVE = 1e-3
_ABSOLUTE = 1e-4


@dataclass(frozen=True)
class Mistake:
    """A formula that learners write instead, and what to tell those who did."""

    says: str
    formula: Formula


@dataclass(frozen=True)
class _Answer:
    """What one call gave, and what it should have given."""

    outcome: Outcome
    received: Numbers
    expected: Numbers

    @property
    def is_right(self) -> bool:
        return is_close(self.received, self.expected)

    def is_by(self, mistake: Mistake) -> bool:
        return is_close(self.received, _computed(mistake.formula, self.outcome))


def equal(
    outcomes: Sequence[Outcome], formula: Formula, mistakes: Sequence[Mistake] = ()
) -> Finding:
    """Find whether every call gave what the formula gives for the same arguments.

    Wrong answers that equal a known mistake's are named as that mistake. It must account for all
    wrong ones, and rather for the right ones too: for one call alone, many mistakes look alike.
    """
    answers: list[_Answer] = []
    for outcome in outcomes:
        received = as_numbers(outcome)
        if isinstance(received, Finding):
            if all(answer.is_right for answer in answers):
                return received
            break  # What is wrong with a number comes first.
        answers.append(_Answer(outcome, received, _computed(formula, outcome)))
    wrong = [answer for answer in answers if not answer.is_right]
    if not wrong:
        return RIGHT
    fitting = [mistake for mistake in mistakes if all(one.is_by(mistake) for one in wrong)]
    fitting.sort(key=lambda mistake: not all(one.is_by(mistake) for one in answers))
    return _finding(wrong[0], fitting)


def _finding(answer: _Answer, mistakes: Sequence[Mistake]) -> Finding:
    heard = _heard(answer.outcome.value, answer.received, answer.expected)
    told = f"{words.call(answer.outcome.ask.call)} gave {heard}."
    if mistakes:
        return Finding(f"{told} {mistakes[0].says}")
    if not np.all(np.isfinite(answer.received)):
        told += " A result of nan or inf means that the computation broke down on the way."
    return Finding(told)


def first_wrong(findings: Iterable[Finding]) -> Finding:
    """Return the first finding that is not right; later ones are not even looked for."""
    return next((finding for finding in findings if not finding.is_right), RIGHT)


def in_turn(*looks: Callable[[], Finding]) -> Finding:
    """Look one after another, each only if all before were right; return the first that is not."""
    return first_wrong(look() for look in looks)


def as_numbers(outcome: Outcome) -> Numbers | Finding:
    """Return the first call's value as numbers, or the finding that it is something else."""
    array = numbers_in(outcome.value)
    return array if array is not None else Finding(not_numbers(outcome))


def not_numbers(outcome: Outcome, expected: str = "numbers") -> str:
    """Return the message for a value that is not what was expected."""
    value = outcome.value
    name = outcome.function
    if isinstance(value, Nothing):
        if outcome.printed.strip():
            shown = outcome.printed.strip().splitlines()[0][:60]
            return (
                f"{name} printed {shown!r} but returned nothing (None). "
                "Printing only shows a value; return hands it back. Expected a return."
            )
        return f"{name} returned nothing (None). Expected {expected}. Is the return missing?"
    message = f"{name} returned {words.what(value)}. Expected {expected}."
    if words.what(value) == "a tuple of 1 item":
        message += " A comma at the end of the return line makes a tuple."
    return message


def argument_of(given: Given) -> Any:
    """Return the argument a formula is to be computed with, in full precision."""
    if isinstance(given, Array):
        array = unpack(given)
        return array.astype("float64") if array.dtype.kind == "f" else array
    if isinstance(given, Wholes):
        return list(given.values)
    if isinstance(given, (Generator, Network)):
        return given
    return given.value


def is_close(received: Numbers, expected: Numbers) -> bool:
    """Return whether two arrays have the same shape and, within float32's error, values."""
    return received.shape == expected.shape and bool(
        np.allclose(received, expected, rtol=_RELATIVE, atol=_ABSOLUTE)
    )


def _computed(formula: Formula, outcome: Outcome) -> Numbers:
    arguments = [argument_of(given) for given in outcome.ask.call.arguments]
    try:
        return np.asarray(formula(*arguments), dtype="float64")
    except (ValueError, IndexError, TypeError):  # It cannot be made with these arguments.
        return np.array(np.nan)


def _heard(value: Value, received: Numbers, expected: Numbers) -> str:
    if received.shape == expected.shape:
        return f"{words.numbers(received)}, expected {words.numbers(expected)}"
    shown = f", {words.numbers(received)}" if received.ndim else ""
    return (
        f"{words.what(value)}{shown}. Expected {words.shape(expected)}, {words.numbers(expected)}"
    )
