"""Takes the place of standard output while learner code runs."""

from __future__ import annotations

import io

from grader.protocol.text import plain

MAX_PRINTED = 2_000


class Output(io.TextIOBase):
    """Keeps the first 2,000 characters written and drops the rest."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._room = MAX_PRINTED

    def write(self, text: str) -> int:
        """Take in a text; return its length, as a file does."""
        if self._room > 0:
            self._parts.append(text[: self._room])
            self._room -= len(text)
        return len(text)

    def writable(self) -> bool:
        """Return True, as print demands."""
        return True

    def text(self) -> str:
        """Return what was kept."""
        return plain("".join(self._parts))
