"""A line of source in a limited number of cells of a terminal, and carets below its marked part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len

from grader.protocol.excerpts import Excerpt

_TAB = 4
_ELLIPSIS, _DOTS = "…", "..."
"""What stands where something is left out, and the same in ASCII."""


class Marked(NamedTuple):
    """A line, and the carets to print below it; they are empty if nothing is marked."""

    line: str
    carets: str


def marked(excerpt: Excerpt, room: int, encoding: str = "utf-8") -> Marked:
    """Return the line in at most `room` cells. Of a longer one, the part around the mark is shown.

    encoding: of the stream that the line goes to. What it lacks becomes a question mark. Tabs
    become blanks. The carets take the width in cells into account: a Chinese character has two, and
    an accent that is a character of its own has none.
    """
    left_out = _ELLIPSIS if _can_encode(_ELLIPSIS, encoding) else _DOTS
    cells = list(_cells(excerpt.text, encoding))
    start, end = (_width(cells[:at]) for at in (excerpt.start, excerpt.end))
    first, last = 0, len(cells)
    if _width(cells) + (excerpt.end > len(cells)) > room:
        first, last = _window(cells, excerpt.start, start, end, room - 2 * len(left_out))
    head = left_out if first else ""
    tail = left_out if last < len(cells) else ""
    line = head + "".join(cells[first:last]) + tail
    before = len(head) + start - _width(cells[:first])
    under = max(min(end, _width(cells[:last])) - start, 1)
    return Marked(line, " " * before + "^" * under if excerpt.end else "")


def _window(cells: list[str], at: int, start: int, end: int, room: int) -> tuple[int, int]:
    """Return which part of a line to show, as a slice of at most `room` cells.

    at: where the mark begins. start, end: the same place and its end, in cells. The line is shown
    from its beginning if the mark is then seen, and something of what follows.
    """
    first = 0
    if min(end, start + room // 3) > room - room // 6:
        first = at
        while first and _width(cells[first - 1 : at]) <= room // 3:
            first -= 1
        # What is left over on the right side is used on the left one.
        while first and _width(cells[first - 1 :]) <= room:
            first -= 1
    while first < len(cells) and first and not cell_len(cells[first]):
        first += 1
    last = first
    while last < len(cells) and _width(cells[first : last + 1]) <= room:
        last += 1
    return first, last


def _cells(text: str, encoding: str) -> Iterator[str]:
    """Yield each character as it is shown; a tab as blanks up to a multiple of four cells."""
    at = 0
    for character in text:
        if character == "\t":
            shown = " " * (_TAB - at % _TAB)
        elif _can_encode(character, encoding):
            shown = character
        else:
            shown = _DOTS if character == _ELLIPSIS else "?"
        at += cell_len(shown)
        yield shown


def _can_encode(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeError:
        return False
    return True


def _width(cells: list[str]) -> int:
    return sum(map(cell_len, cells))
