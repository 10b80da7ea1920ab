"""Lays text out in one column of at most 99 characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from grader.report.diagnostics import Comparison, Diagnostic, where

WIDTH = 99
"""The most characters in a line, since longer ones are hard to read."""

_LEAST = 20
"""Text is not wrapped to less than this. A terminal with less room wraps the lines again."""

_LEAST_BESIDE = 40
_INDENT = 4
_DEEPER = 2


class Column:
    """A column as wide as the console, but not wider than 99 characters."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self.width = min(console.width, WIDTH)
        self.ascii_only = console.options.ascii_only

    def wrapped(self, text: Text, first: Text | str = "", rest: Text | None = None) -> list[Text]:
        """Return the lines of a text: the first after `first`, the others after `rest`.

        Without `rest`, the others are indented so that all the text is below its beginning.
        """
        begin = Text(first) if isinstance(first, str) else first
        follow = Text(" " * begin.cell_len) if rest is None else rest
        room = max(self.width - max(begin.cell_len, follow.cell_len), _LEAST)
        lines = []
        for number, line in enumerate(text.wrap(self._console, room, overflow="fold")):
            line.rstrip()
            lines.append((begin if number == 0 else follow).copy().append_text(line))
        return lines

    def beside(self, heading: Text, text: Text) -> list[Text]:
        """Return the lines of a text to the right of its heading; below it in a narrow column."""
        begin = heading + Text("  ")
        if self.width - begin.cell_len >= min(text.cell_len, _LEAST_BESIDE):
            return self.wrapped(text, begin)
        return [*self.wrapped(heading), *self.wrapped(text, " " * _INDENT)]

    def diagnostic(self, one: Diagnostic, hints: int) -> list[Text]:
        """Return the lines of a diagnostic: its title, and its parts with a blank line between."""
        lines = self.wrapped(Text(harmless(f"{one.title}:")), " " * _INDENT) if one.title else []
        for number, part in enumerate(part for part in self._parts(one, hints) if part):
            lines += [Text(), *part] if number else part
        return lines

    def _parts(self, one: Diagnostic, hints: int) -> Iterator[list[Text]]:
        indent = " " * (_INDENT + _DEEPER)
        if one.told:
            yield self.wrapped(Text(harmless(one.told), style="bold"), indent)
        if one.quote is not None:
            deeper = indent + " " * _DEEPER
            number = str(one.quote.line)
            gutter = Text.assemble((f"{deeper}{number} | ", "cyan"))
            blank = Text.assemble((f"{deeper}{' ' * len(number)} | ", "cyan"))
            yield [
                *self.wrapped(Text(harmless(where(one.quote)), style="cyan"), deeper),
                *self.wrapped(Text(one.quote.source.replace("##[", "## [")), gutter, blank),
            ]
        if one.comparison is not None:
            yield list(self._comparison(one.comparison, indent + " " * _DEEPER))
        if one.advice:
            yield self.wrapped(Text(harmless(one.advice)), indent)
        if one.cause is not None:
            yield from self._parts(one.cause, 0)
        labelled = (
            Text(harmless(f"Hint: {hint}"), style="italic cyan") for hint in one.hints[:hints]
        )
        yield [line for hint in labelled for line in self.wrapped(hint, indent)]

    def _comparison(self, one: Comparison, indent: str) -> Iterator[Text]:
        yield from self.wrapped(Text(harmless(one.call)), indent, Text(f"{indent}  "))
        for label, value in (("expected", one.expected), ("returned", one.returned)):
            yield from self.wrapped(Text(harmless(value)), f"{indent}{label}  ")


def harmless(text: str) -> str:
    """Return text that no CI service interprets as a command in its log.

    Such services interpret lines that contain ##[ or begin with ::, and wrapping can put any word
    first.
    """
    return re.sub(r":(?=:)", ": ", text).replace("##[", "## [")
