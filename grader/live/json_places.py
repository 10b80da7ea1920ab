"""Where the parts of a JSON text are, so that one can be changed and all others keep every byte."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_BLANKS = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()

# Two escapes are one character beyond the first 65,536.
_CHARACTER = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|.", re.DOTALL)


def members(text: str, at: int) -> dict[str, tuple[int, int]]:
    """Return where each value of the object that begins at `at` begins and ends, by its name.

    Raises ValueError or IndexError if there is no object, or if it is no JSON.
    """
    if text[at] != "{":
        raise ValueError("expected an object")
    found: dict[str, tuple[int, int]] = {}
    for start, _ in _parts(text, at, "}"):
        name, end = _DECODER.raw_decode(text, start)
        value = _after_blanks(text, _after_blanks(text, end) + 1)
        found[name] = value, _DECODER.raw_decode(text, value)[1]
    return found


def items(text: str, at: int) -> list[tuple[int, int]]:
    """Return where each item of the list that begins at `at` begins and ends.

    Raises ValueError or IndexError if there is no list, or if it is no JSON.
    """
    if text[at] != "[":
        raise ValueError("expected a list")
    return list(_parts(text, at, "]"))


def characters(text: str, at: int, end: int) -> list[tuple[int, int]]:
    """Return where each character of the string from `at` to `end` begins and ends."""
    return [found.span() for found in _CHARACTER.finditer(text, at + 1, end - 1)]


def _parts(text: str, at: int, closing: str) -> Iterator[tuple[int, int]]:
    """Yield where each item of a list, or each name with its value, begins and ends."""
    at = _after_blanks(text, at + 1)
    while text[at] != closing:
        start = at
        if closing == "}" and text[at] != '"':
            raise ValueError(f"expected a name at character {at}")
        _, at = _DECODER.raw_decode(text, at)
        if closing == "}":
            colon = _required(":", text, _after_blanks(text, at))
            _, at = _DECODER.raw_decode(text, _after_blanks(text, colon))
        yield start, at
        at = _after_blanks(text, at)
        if text[at] != closing:
            at = _after_blanks(text, _required(",", text, at))


def _required(mark: str, text: str, at: int) -> int:
    """Return what follows this mark; raises ValueError if another character stands there."""
    if text[at] != mark:
        raise ValueError(f"expected {mark} at character {at}")
    return at + 1


def _after_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at
