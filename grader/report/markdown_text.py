"""Learner text in Markdown: what was text stays text, for CommonMark and for GitHub.

A backslash keeps a character from having a meaning, see
https://spec.commonmark.org/0.31.2/#backslash-escapes and https://github.github.com/gfm/. Characters
without a meaning where they stand are not escaped, so that the source can be read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.protocol.text import one_line

_ANYWHERE = re.compile(r"([\\`*_\[\]<>|~$&@#])")
_AT_THE_START = re.compile(r"^([-+=])|^(\d+)([.)])")  # lists, and lines below a heading
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)  # which GitHub makes a link
_BACKTICKS = re.compile("`+")

# GitHub looks for names after the text is rendered, so no backslash helps. The empty comment splits
# "@name" into two texts, and shows nothing.
_MENTION = re.compile(r"\\@(?=[A-Za-z0-9])")
_NO_MENTION = r"\\@<!-- -->"

EMPTY_COMMENT = "<!-- -->"


def escaped(text: str) -> str:
    """Return the text on one line, so that it is shown as it is: also within a table."""
    line = _ANYWHERE.sub(r"\\\1", one_line(text))
    line = _ADDRESS.sub(r"\\\g<0>", line)
    return _MENTION.sub(_NO_MENTION, _AT_THE_START.sub(_escaped_start, line))


def _escaped_start(start: re.Match[str]) -> str:
    return f"\\{start[1]}" if start[1] else f"{start[2]}\\{start[3]}"


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
