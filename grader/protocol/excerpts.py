"""What is shown of a learner's line, and which part of it is marked."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from grader.protocol.text import plain

_MAX_SHOWN = 200
_BEFORE = 50
"""Characters that are shown before the marked part of a line that is too long to be shown."""


class Excerpt(msgspec.Struct, frozen=True):
    """A line as it is shown: with its indentation, its unusual characters escaped.

    text: of a long line the part around the mark, with … where something is left out. start, end:
    the marked part of the text, as a slice; both 0 if nothing is marked. A mark may stand right
    behind the text, where something is missing.
    """

    text: Annotated[str, Meta(max_length=4_000)] = ""
    start: int = 0
    end: int = 0


class Mark(NamedTuple):
    """A part of a line.

    column, end_column: in characters of the line as the learner wrote it, counted from 1; the first
    one that is marked, and the one behind the last. Both are 0 if unknown.
    """

    column: int
    end_column: int
    excerpt: Excerpt


def mark(line: str, column: int, end_column: int, written: str | None = None) -> Mark:
    """Mark a part of a line. What is not in the line is not marked.

    line: as Python reads it; the columns count its characters. written: the line as the learner
    wrote it, if it differs: the cell of a notebook may have an indentation or a prompt before it.
    """
    written = line if written is None else written
    shift = len(written) - len(line) if written.endswith(line) else None
    if shift is None or not 1 <= column <= len(line) + 1:
        return Mark(0, 0, _excerpt(written, 0, 0))
    end = min(max(end_column, column + 1), max(len(line), column) + 1)
    return Mark(column + shift, end + shift, _excerpt(written, column + shift - 1, end + shift - 1))


def characters(line: str, size: int) -> int:
    """Return how many characters the first `size` bytes of a line in UTF-8 are."""
    return len(line[:size].encode("utf-8", "replace")[:size].decode("utf-8", "ignore"))


def _excerpt(line: str, start: int, end: int) -> Excerpt:
    """Return a line with `line[start:end]` marked."""
    line = line.rstrip()
    start = min(start, len(line))
    first = 0
    if end > _MAX_SHOWN and start > _BEFORE:
        first = min(start - _BEFORE, max(len(line) - _MAX_SHOWN, 0))
    last = min(first + _MAX_SHOWN, len(line))
    head, tail = "…" if first else "", "…" if last < len(line) else ""
    text = head + plain(line[first:last])
    if end <= start:
        return Excerpt(text + tail)
    # Escaping goes from left to right, so what stands before a place determines where it is shown.
    begin = len(head + plain(line[first:start]))
    behind = len(head + plain(line[first : min(end, last)]))
    return Excerpt(text + tail, begin, max(behind, begin + 1))
