"""Lays text out in one column of at most 99 characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from grader.protocol.excerpts import Excerpt
from grader.records import Place
from grader.report.diagnostics import Comparison, Diagnostic, where
from grader.report.quote import marked

WIDTH = 99
"""The most characters in a line, since longer ones are hard to read."""

_LEAST = 20
"""Text is not wrapped to less than this. A terminal with less room wraps the lines again."""

_LEAST_BESIDE = 40
_INDENT = 4
_DEEPER = 2
_BEHIND_POINT = re.compile(r"(?:\.|e[-+]).*")


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
            yield list(self._quote(one.quote, indent + " " * _DEEPER))
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

    def _quote(self, place: Place, indent: str) -> Iterator[Text]:
        """Yield the place, the learner's line with its number, and carets below what is marked."""
        yield from self.wrapped(Text(harmless(where(place)), style="cyan"), indent)
        number = str(place.line)
        gutter = Text.assemble((f"{indent}{number} | ", "cyan"))
        blank = Text.assemble((f"{indent}{' ' * len(number)} | ", "cyan"))
        excerpt = unread(place.excerpt if place.excerpt.text else Excerpt(place.source))
        if not excerpt.end:
            yield from self.wrapped(Text(excerpt.text.expandtabs(4)), gutter, blank)
            return
        room = max(self.width - gutter.cell_len, _LEAST)
        line, carets = marked(excerpt, room, self._console.encoding)
        yield gutter + Text(line)
        yield blank + Text(carets, style="bold red")

    def _comparison(self, one: Comparison, indent: str) -> Iterator[Text]:
        if one.call:
            yield from self.wrapped(Text(harmless(one.call)), indent, Text(f"{indent}  "))
        for label, value in (("expected", one.expected), ("returned", one.returned)):
            if value:
                yield from self.wrapped(Text(harmless(value)), f"{indent}{label}  ")
        if one.elements:
            yield from [Text()] if one.expected else []
            yield from self._elements(one, indent)

    def _elements(self, one: Comparison, indent: str) -> Iterator[Text]:
        """Yield a table of the elements that differ, with the points of the numbers aligned."""
        columns = (
            ("index", [each.index for each in one.elements]),
            *([(one.rows_of, [each.row for each in one.elements])] if one.rows_of else []),
            ("expected", _aligned([each.expected for each in one.elements])),
            ("returned", _aligned([each.returned for each in one.elements])),
        )
        padded = []
        for heading, entries in columns:
            width = max(map(len, (heading, *entries)))
            padded.append([each.rjust(width) for each in (heading, *entries)])
        for number, row in enumerate(zip(*padded, strict=True)):
            style = "" if number else "cyan"
            yield from self.wrapped(Text("  ".join(row).rstrip(), style=style), indent)
        if one.more:
            yield from self.wrapped(Text(f"and {one.more} more"), indent)


def _aligned(numbers: list[str]) -> list[str]:
    """Return the numbers with blanks behind them, so that their points are one below the other."""
    behind = [len(number) - len(_BEHIND_POINT.sub("", number)) for number in numbers]
    return [
        number + " " * (max(behind) - each) for number, each in zip(numbers, behind, strict=True)
    ]


def unread(excerpt: Excerpt) -> Excerpt:
    """Return the excerpt with a blank in each ##[, which CI services interpret; see `harmless`."""
    gaps = [found.start() + 2 for found in re.finditer(r"##\[", excerpt.text)]
    start = excerpt.start + sum(gap <= excerpt.start for gap in gaps)
    end = excerpt.end + sum(gap < excerpt.end for gap in gaps)
    return Excerpt(excerpt.text.replace("##[", "## ["), start, end)


def harmless(text: str) -> str:
    """Return text that no CI service interprets as a command in its log.

    Such services interpret lines that contain ##[ or begin with ::, and wrapping can put any word
    first.
    """
    return re.sub(r":(?=:)", ": ", text).replace("##[", "## [")
