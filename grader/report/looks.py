"""How statuses, names and points look in reports for people."""

from __future__ import annotations

from grader.judge.phrases import count
from grader.protocol.text import one_line
from grader.records import Status
from grader.report.column import harmless

_LOOKS = {
    Status.PASSED: ("✔", "+", "green", "passed"),
    Status.FAILED: ("✘", "x", "red", "failed"),
    Status.ERROR: ("✘", "x", "red", "error"),
    Status.TIMEOUT: ("✘", "x", "red", "time limit"),
    Status.NOT_ATTEMPTED: ("·", "-", "dim", "not attempted yet"),
    Status.SKIPPED: ("·", "-", "dim", "skipped"),
    Status.INTERNAL_ERROR: ("?", "?", "magenta", "internal error"),
}
"""The mark of each status, the same in ASCII, its colour, and the word for it."""

_MAX_NAME = 1_000


def look(status: Status, *, ascii_only: bool) -> tuple[str, str, str]:
    """Return the mark of a status, its style, and the word for it."""
    mark, ascii_mark, style, word = _LOOKS[status]
    return ascii_mark if ascii_only else mark, style, word


def points_style(score: int, max_score: int) -> str:
    """Return the style in which points are shown."""
    if not max_score:
        return "magenta"  # every check had an internal error
    if score == max_score:
        return "bold green"
    return "yellow" if score else "red"


def shown_name(text: str) -> str:
    """Return a name or a note on one line, so that it cannot imitate other lines of the report."""
    return one_line(harmless(text))[:_MAX_NAME]


def shown_points(score: int, max_score: int) -> str:
    """Return points out of the most there are, in words."""
    return f"{score} of {count(max_score, 'point')}"
