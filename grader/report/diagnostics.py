"""Takes a check's message apart, so that a format can lay its parts out one below the other.

No sentence is parsed. Parts are data of the reason, and the sentence is made again without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import msgspec
import numpy as np

from grader.judge import phrases, wording
from grader.judge.wording.advice import ADVICE
from grader.judge.wording.problems import describe
from grader.judge.wording.template import fill
from grader.judge.wording.values import returned
from grader.protocol.text import one_line
from grader.records import CheckResult, Place, Reason

Quoted: TypeAlias = dict[Place, str]
"""The lines that were quoted before, each with the advice that followed."""

_MAX_TEXT = 1_500
_OF_A_VALUE = frozenset({"call", "received", "expected", "expected_shape"})
_OF_A_MARK = ("column", "end_column", "excerpt")
_OF_A_LINE = frozenset({"file", "cell", "line", "source"})


@dataclass(frozen=True)
class Element:
    """An element of an array: its index, as in `[0, 2]`, and the values that differ.

    row: the numbers it was computed from, if they are shown.
    """

    index: str
    expected: str
    returned: str
    row: str = ""


@dataclass(frozen=True)
class Comparison:
    """What a call returned, and what was expected of it; empty texts are not shown.

    elements: those of an array that differ, and `more` that are not shown. rows_of: the parameter
    that has the elements' rows.
    """

    call: str
    expected: str
    returned: str
    elements: tuple[Element, ...] = ()
    more: int = 0
    rows_of: str = ""


@dataclass(frozen=True)
class Diagnostic:
    """The parts of what a learner reads about one check; those that it does not have are empty.

    told: the reason. title: what was checked. quote: the learner's line that failed. cause: an
    earlier problem that led to this one.
    """

    told: str
    title: str = ""
    quote: Place | None = None
    comparison: Comparison | None = None
    advice: str = ""
    cause: Diagnostic | None = None
    hints: tuple[str, ...] = ()


def diagnostics(checks: Iterable[CheckResult]) -> list[Diagnostic]:
    """Return the diagnostics of a task's checks.

    A line and the advice on it are shown once. Later diagnostics on the same line only name it.
    """
    quoted: Quoted = {}
    return [_diagnostic(check, quoted) for check in checks]


def where(place: Place) -> str:
    """Return a place in words: "a.ipynb, code cell 2, line 1"."""
    cell = f", code cell {place.cell}" if place.cell else ""
    line = f", line {place.line}" if place.line else ""
    return one_line(f"{place.file}{cell}{line}")


def _diagnostic(check: CheckResult, quoted: Quoted) -> Diagnostic:
    try:
        parts = _parts(check, quoted)
    except Exception:  # noqa: BLE001  whatever a sentence's function raises: the message stands
        parts = Diagnostic(check.message)
    # Source that cannot be read fails all checks, so the title of the first would mislead.
    is_source = check.reason is not None and check.reason.code.startswith("source.")
    parts = _with_place(parts, check.place, quoted)
    return replace(parts, title="" if is_source else check.title, hints=check.hints)


def _with_place(parts: Diagnostic, place: Place | None, quoted: Quoted) -> Diagnostic:
    """Return the parts with the place of the check as quote, if they have none and it is new."""
    if parts.quote or parts.cause or place is None or not (place.line and place.source):
        return parts
    shown = _on_one_line(place)
    if shown in quoted:
        return parts
    quoted[shown] = ""
    return replace(parts, quote=shown)


def _on_one_line(place: Place) -> Place:
    return msgspec.structs.replace(place, source=" ".join(place.source.split("\n")))


def _parts(check: CheckResult, quoted: Quoted) -> Diagnostic:
    reason = check.reason
    if reason is not None and reason.details.keys() >= _OF_A_VALUE:
        return _of_a_value(check.message, reason.details)
    if reason is not None and reason.details.keys() >= _OF_A_LINE:
        return _of_a_line(reason, quoted)
    if reason is not None and "differences" in reason.details:
        return Diagnostic(check.message, comparison=_compared(reason.details, "", "", ""))
    return Diagnostic(check.message)


def _of_a_value(message: str, details: Mapping[str, Any]) -> Diagnostic:
    sentence = one_line(returned(details))
    if not message.startswith(sentence):
        return Diagnostic(message)
    shape = details["expected_shape"]
    form = "" if shape is None else f"shape {tuple(shape)}, " if shape else "one number, "
    expected, received = f"{form}{details['expected']}", details["received"]
    comparison = _compared(details, details["call"], expected, received)
    return Diagnostic(message.removeprefix(sentence).strip(), comparison=comparison)


def _compared(details: Mapping[str, Any], call: str, expected: str, received: str) -> Comparison:
    """Return a comparison, with the whole arrays only if they show more than the table does."""
    different = details.get("differences", {"elements": (), "more": 0, "size": 0})
    rows_of = different.get("rows_of", "")
    rows = different["rows"] if rows_of else [""] * len(different["elements"])
    elements = tuple(
        _element(index, wanted, got, one_line(row))
        for (index, wanted, got), row in zip(different["elements"], rows, strict=True)
    )
    if elements and (len(elements) == different["size"] or expected == received):
        expected = received = ""
    call, expected, received = map(one_line, (call, expected, received))
    return Comparison(call, expected, received, elements, different["more"], one_line(rows_of))


def _element(index: list[int], expected: float, received: float, row: str) -> Element:
    wanted, got = phrases.numbers_apart(np.asarray(expected), np.asarray(received))
    return Element(str(index), wanted, got, row)


def _of_a_line(reason: Reason, quoted: Quoted) -> Diagnostic:
    cause = reason.details.get("cause")
    alone = Reason(reason.code, {**reason.details, "cause": None})
    parts = _quoting(alone, quoted, lambda one: wording.sentence(one, {}))
    if not cause:
        return parts
    earlier = Reason(cause["code"], cause)
    told = _quoting(earlier, quoted, lambda one: f"Earlier: {describe(one.code, one.details)}")
    # A cause that is known says more than advice, which speaks of what is likely.
    return replace(parts, advice="", cause=told)


def _quoting(reason: Reason, quoted: Quoted, say: Callable[[Reason], str]) -> Diagnostic:
    """Return the parts of what `say` says: the sentence names the line only if it is not quoted."""
    details = reason.details
    advice = one_line(fill(ADVICE.get(reason.code, ""), details))
    marked = {name: details[name] for name in _OF_A_MARK if name in details}
    named = Place(details["file"], details["cell"], details["line"], details["source"], **marked)
    place = _on_one_line(named)
    is_quoted = bool(place.line and place.source) and place not in quoted
    line = 0 if is_quoted else place.line
    said = one_line(say(Reason(reason.code, {**details, "line": line, "source": ""})))
    told = said.removesuffix(advice).strip()[:_MAX_TEXT]
    is_repeated = quoted.get(place) == advice
    if is_quoted:
        quoted[place] = advice
    return Diagnostic(
        told, quote=place if is_quoted else None, advice="" if is_repeated else advice
    )
