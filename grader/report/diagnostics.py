"""Takes a check's message apart, so that a format can lay its parts out one below the other.

No sentence is parsed. Parts are data of the reason, and the sentence is made again without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from grader.judge import wording
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
_OF_A_LINE = frozenset({"file", "cell", "line", "source"})


@dataclass(frozen=True)
class Comparison:
    """What a call returned, and what was expected of it."""

    call: str
    expected: str
    returned: str


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
    return replace(parts, title="" if is_source else check.title, hints=check.hints)


def _parts(check: CheckResult, quoted: Quoted) -> Diagnostic:
    reason = check.reason
    if reason is not None and reason.details.keys() >= _OF_A_VALUE:
        return _of_a_value(check.message, reason.details)
    if reason is not None and reason.details.keys() >= _OF_A_LINE:
        return _of_a_line(reason, quoted)
    return Diagnostic(check.message)


def _of_a_value(message: str, details: Mapping[str, Any]) -> Diagnostic:
    sentence = one_line(returned(details))
    if not message.startswith(sentence):
        return Diagnostic(message)
    shape = details["expected_shape"]
    form = "" if shape is None else f"shape {tuple(shape)}, " if shape else "one number, "
    comparison = Comparison(
        call=one_line(details["call"]),
        expected=one_line(f"{form}{details['expected']}"),
        returned=one_line(details["received"]),
    )
    return Diagnostic(message.removeprefix(sentence).strip(), comparison=comparison)


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
    source = " ".join(details["source"].split("\n"))
    place = Place(details["file"], details["cell"], details["line"], source)
    is_quoted = bool(place.line and source) and place not in quoted
    line = 0 if is_quoted else place.line
    said = one_line(say(Reason(reason.code, {**details, "line": line, "source": ""})))
    told = said.removesuffix(advice).strip()[:_MAX_TEXT]
    is_repeated = quoted.get(place) == advice
    if is_quoted:
        quoted[place] = advice
    return Diagnostic(
        told, quote=place if is_quoted else None, advice="" if is_repeated else advice
    )
