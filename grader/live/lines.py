"""Lines as Python counts them, with their ends: a line feed, a carriage return, or both."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


def split_lines(text: str) -> list[str]:
    """Return the lines of a text, each with its end. `str.splitlines` knows more ends."""
    return _LINE.findall(text)


def ending(line: str) -> str:
    """Return the end of a line; empty for one without."""
    return line[len(line.rstrip("\r\n")) :]


def ending_of(lines: Sequence[str]) -> str:
    """Return the end of the first of these lines that has one; a line feed if none has."""
    return next((end for line in lines if (end := ending(line))), "\n")
