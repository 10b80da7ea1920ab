"""Replaces standard output while learner code runs."""

from __future__ import annotations

import io

from grader.protocol.text import encodable

MAX_PRINTED = 10_000
"""Five times of what is shown: a progress bar writes each of its lines many times."""


class Output(io.TextIOBase):
    """Keeps the first 10,000 characters written and drops the rest."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._room = MAX_PRINTED

    def write(self, text: str) -> int:
        """Keep the text up to the limit; return its whole length, as a file does."""
        if self._room > 0:
            self._parts.append(text[: self._room])
            self._room -= len(text)
        return len(text)

    def writable(self) -> bool:
        """Return True."""
        return True

    def text(self) -> str:
        """Return the text that was kept."""
        return encodable("".join(self._parts), MAX_PRINTED)
