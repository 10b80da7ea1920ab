"""Turns a problem into a reason: the code and the details of why learner code gave no answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from grader.judge.wording.problems import describe
from grader.protocol.problems import Kind, Problem
from grader.protocol.text import one_line
from grader.records import Place, Reason, Status

_CODES: Mapping[Kind, str] = {
    "undefined": "function.undefined",
    "exit": "process.exit",
    "crash": "process.ended",
    "protocol": "process.protocol",
    "syntax": "source.syntax",
    "unreadable": "source.unreadable",
    "timeout": "limit.time",
    "waited": "limit.waiting",
    "total_time": "limit.total_time",
    "memory": "limit.memory",
    "file_size": "limit.file_size",
    "disk": "limit.disk",
    "files": "limit.files",
    "descriptors": "limit.descriptors",
    "threads": "limit.threads",
}


_OF_TIME = frozenset({"timeout", "waited", "total_time"})


class _Pattern(NamedTuple):
    """A mistake that Python, NumPy or Keras reports.

    message: searched in the exception's type and message. source: searched in the learner's line.
    """

    code: str
    message: str
    source: str = ""


_PATTERNS = (
    _Pattern(
        "exception.layers_without_list",
        r"'Dense' object is not iterable|takes a list of layers",
    ),
    _Pattern("exception.layers_without_list", r"object is not iterable", r"Sequential\("),
    _Pattern(
        "exception.shape_is_a_number",
        r"Cannot convert '.*' to a shape|'int' object is not iterable",
    ),
    _Pattern("exception.truth_of_an_array", r"truth value of an array"),
    _Pattern(
        "exception.array_is_not_a_number",
        r"only (length-1|0-dimensional|size-1) arrays can be converted",
    ),
    _Pattern(
        "exception.maximum_inside",
        r"cannot be interpreted as an integer|only integer scalar arrays can be converted",
        r"\.max\(",
    ),
    _Pattern(
        "exception.optimizer_unknown",
        r"(?i)optimizer.*(could not|should be an.*instance|unknown)"
        r"|(could not|unknown).*optimizer",
    ),
    _Pattern(
        "exception.name_unknown_to_keras",
        r"Could not interpret loss|Unknown loss|Could not locate (function|class|object)",
    ),
    _Pattern("exception.activation_unknown", r"Could not interpret activation"),
    _Pattern(
        "exception.unknown_argument",
        r"unexpected keyword argument|Unrecognized keyword arguments",
    ),
    _Pattern("exception.missing_argument", r"missing \d+ required positional argument"),
    _Pattern("exception.not_callable", r"object is not callable"),
    _Pattern("exception.no_attribute", r"has no attribute"),
    _Pattern("exception.stub_line_left", r"^NotImplementedError", r"raise NotImplementedError"),
    _Pattern("exception.no_module", r"No module named"),
    _Pattern("exception.recursion", r"^RecursionError"),
    _Pattern("exception.input_without_user", r"^EOFError"),
)
"""The first one that matches counts."""


def status_of(problem: Problem) -> Status:
    """Return the status of a check whose question has this problem instead of an answer."""
    return Status.TIMEOUT if problem.kind in _OF_TIME else Status.ERROR


def reason_of(
    problem: Problem, subject: str, loading: Sequence[Problem] = (), *, is_later: bool = False
) -> Reason:
    """Return the reason why `subject`, a call or the file itself, gave no answer.

    loading: the problems of the file's top-level statements. One that may be the cause is added.
    is_later: whether the same call returned before.
    """
    details = _details(problem) | {"subject": subject, "is_later": is_later}
    cause = _cause(problem, loading)
    if cause is not None:
        details["cause"] = {"code": _code(cause), **_details(cause)}
    return Reason(_code(problem), details)


def note_on(problem: Problem) -> str:
    """Return a line of text on a top-level statement that failed."""
    return one_line(describe(_code(problem), _details(problem)))


def place_of(problem: Problem) -> Place | None:
    """Return the learner's line that a problem comes from, if it is known."""
    if not problem.file:
        return None
    return Place(problem.file, problem.cell, problem.line, problem.source)


def _code(problem: Problem) -> str:
    if problem.kind != "exception":
        return _CODES[problem.kind]
    # No more text than the unmodified runner sends, since some patterns are slow on long text.
    said, source = f"{problem.type_name}: {problem.message}"[:500], problem.source[:200]
    matching = (
        pattern.code
        for pattern in _PATTERNS
        if re.search(pattern.message, said) and re.search(pattern.source, source)
    )
    return next(matching, "exception.other")


def _details(problem: Problem) -> dict[str, Any]:
    return {
        "type": problem.type_name,
        "message": problem.message,
        "file": problem.file,
        "cell": problem.cell,
        "line": problem.line,
        "source": problem.source,
        "limit": problem.limit,
        "exit_code": problem.exit_code,
    }


def _cause(problem: Problem, loading: Sequence[Problem]) -> Problem | None:
    """Return the earlier problem that left a function or a name undefined."""
    if problem.kind == "undefined":
        return loading[0] if loading else None
    missing = re.match(r"name '(\w+)' is not defined", problem.message)
    if problem.type_name != "NameError" or missing is None:
        return None
    mentions = re.compile(rf"\b{missing[1]}\b")
    return next((one for one in loading if mentions.search(one.source)), None)
