"""Parses source, each cell once. Of a cell that does not parse, keeps the pieces that do."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.protocol.problems import Problem
from grader.protocol.text import clipped

MAX_PIECES = 1_000
"""Maximum number of pieces into which the cells of one file are cut; each is parsed."""

_CELL_MARKER = re.compile(r"^#\s*%%")
_BLOCK_START = re.compile(r"^(?:def|class|async|import|from|@)\b|^@")
_DEFINITION = re.compile(r"^[ \t]*(?:async[ \t]+)?def[ \t]+(\w+)|^(\w+)[ \t]*=[^=]", re.MULTILINE)
_LINE_IN_MESSAGE = re.compile(r"\b(at|on) line (\d+)")  # "(detected at line 8)", "'(' on line 3"
_MAX_MESSAGE, _MAX_LINE = 500, 200


@dataclass(frozen=True)
class Source:
    """Source as it was parsed: its top-level statements, or the error.

    written: the same lines as the learner wrote them, where they are not Python.
    """

    text: str
    written: str
    statements: Sequence[ast.stmt] = ()
    error: SyntaxError | None = None


@dataclass(frozen=True)
class Cell:
    """A cell or a piece of one. number, line: as in `contents.Piece`.

    written: the lines of the whole cell, as the learner wrote them.
    """

    number: int
    line: int
    source: Source
    written: Sequence[str]

    def quoted(self, line: int) -> str:
        """Return a line, counted from 1 in the file or in the cell, as it is shown."""
        lines = self.written[line - 1 : line]
        return clipped(lines[0].strip(), _MAX_LINE) if lines else ""


@dataclass(frozen=True)
class UnparsedBlock:
    """Source that does not parse: the names that it would have defined, and the syntax error."""

    names: tuple[str, ...]
    problem: Problem
    cell: Cell


@dataclass(frozen=True)
class Parsed:
    """A file's cells in order, and the blocks that do not parse."""

    cells: tuple[Cell, ...]
    unparsed: tuple[UnparsedBlock, ...]


def parse(text: str, written: str | None = None) -> Source:
    """Parse source. Raises nothing: whatever makes `ast.parse` fail is a syntax error.

    written: as in `Source`; the text itself by default.
    """
    written = text if written is None else written
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # An invalid escape such as "\d" would print a warning.
        try:
            return Source(text, written, ast.parse(text).body)
        except SyntaxError as error:
            return Source(text, written, error=error)
        except (RecursionError, MemoryError):  # The parser raises either for deep nesting.
            too_deep = "this code is nested too deeply for Python to read"
            return Source(text, written, error=SyntaxError(too_deep))
        except ValueError as error:  # NUL bytes, lone surrogates
            return Source(text, written, error=SyntaxError(str(error)))


def parse_cells(name: str, sources: Sequence[Source], first: int) -> Parsed:
    """Make cells of sources, cutting those that do not parse.

    name: the file's name as it is shown. first: the number of the first cell; 0 for a script.

    A cell that does not parse is cut at its `# %%` markers. A piece that still does not parse is
    cut at its top-level definitions, so that only the definition with the error is lost. If the
    error is in the statements after a definition, only they are lost.
    """
    cutter = _Cutter(name)
    for number, source in enumerate(sources, first):
        cutter.add(Cell(number, 1, source, source.written.split("\n")))
    return Parsed(tuple(cutter.cells), tuple(cutter.unparsed))


class _Cutter:
    """Collects the cells and blocks of one file, up to a maximum number of pieces."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._pieces_left = MAX_PIECES
        self.cells: list[Cell] = []
        self.unparsed: list[UnparsedBlock] = []

    def add(self, cell: Cell) -> None:
        """Add a cell, or the pieces into which it can be cut."""
        if cell.source.error is None:
            self.cells.append(cell)
            return
        pieces = self._pieces(cell)
        for line, text in pieces:
            self.add(Cell(cell.number, line, parse(text), cell.written))
        if not pieces:
            names = tuple(a or b for a, b in _DEFINITION.findall(cell.source.text))
            problem = _problem(self._name, cell, cell.source.error)
            self.unparsed.append(UnparsedBlock(names, problem, cell))

    def _pieces(self, cell: Cell) -> list[tuple[int, str]]:
        """Return line and text of each piece; nothing if the cell cannot be cut."""
        cuts = (_cut(cell, _CELL_MARKER), _cut(cell, _BLOCK_START), _cut_off_statements(cell))
        for pieces in map(list, cuts):
            if 1 < len(pieces) <= self._pieces_left:
                self._pieces_left -= len(pieces)
                return pieces
        return []


def _problem(name: str, cell: Cell, error: SyntaxError) -> Problem:
    line = cell.line + (error.lineno or 1) - 1
    return Problem(
        kind="syntax",
        type_name=type(error).__name__,
        message=clipped(_message(cell, error), _MAX_MESSAGE),
        file=name,
        cell=cell.number,
        line=line,
        source=cell.quoted(line),
    )


def _message(cell: Cell, error: SyntaxError) -> str:
    """Return the error's text; the lines in it are counted as in the file, not as in its piece."""
    return _LINE_IN_MESSAGE.sub(
        lambda found: f"{found[1]} line {cell.line + int(found[2]) - 1}", str(error.msg)
    )


def _cut(cell: Cell, at: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield line and text of the pieces of a cell that begin where `at` matches a line."""
    lines = cell.source.text.split("\n")
    start = 0
    for number, line in enumerate(lines):
        follows_decorator = number > 0 and lines[number - 1].startswith("@")
        if number > start and at.match(line) and not follows_decorator:
            yield cell.line + start, "\n".join(lines[start:number])
            start = number
    yield cell.line + start, "\n".join(lines[start:])


def _cut_off_statements(cell: Cell) -> Iterator[tuple[int, str]]:
    """Yield a definition that parses, and the statements after it, of which no line is indented."""
    lines = cell.source.text.split("\n")
    indented = [number for number, line in enumerate(lines, 1) if line[:1] in (" ", "\t")]
    end = indented[-1] if indented else 0
    definition = "\n".join(lines[:end])
    if end and parse(definition).error is None:
        yield cell.line, definition
        yield cell.line + end, "\n".join(lines[end:])
