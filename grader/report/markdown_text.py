"""Learner text in Markdown: what was text stays text, for CommonMark and for GitHub.

https://spec.commonmark.org/0.31.2/#backslash-escapes: any punctuation of ASCII can be escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.protocol.text import one_line

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_BACKTICKS = re.compile("`+")

# GitHub looks for names after the text is rendered, so no backslash helps. The empty comment splits
# "@name" into two texts, and shows nothing.
_MENTION = re.compile(r"\\@(?=[A-Za-z0-9])")
_NO_MENTION = r"\\@<!-- -->"

EMPTY_COMMENT = "<!-- -->"


def escaped(text: str) -> str:
    """Return the text on one line, so that it is shown as it is: also within a table."""
    return _MENTION.sub(_NO_MENTION, _PUNCTUATION.sub(r"\\\1", one_line(text)))


def code(text: str) -> str:
    """Return the text on one line as code; "" for an empty text. Not for tables."""
    line = one_line(text)
    if not line:
        return ""
    fence = _fence(line, 1)
    # The spaces are removed again. They keep the text's own backticks and spaces apart.
    return f"{fence} {line} {fence}"


def code_block(lines: Iterable[str]) -> list[str]:
    """Return the lines of a block of code with these lines."""
    held = [line.replace("\r", " ").replace("\n", " ") for line in lines]
    fence = _fence("\n".join(held), 3)
    return [f"{fence}text", *held, fence]


def _fence(text: str, least: int) -> str:
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    return "`" * max(longest + 1, least)
