"""Parses source into cells. Of a cell that does not parse, keeps the parts that do."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable, Iterator

import msgspec

from grader.protocol.calls import Cell
from grader.protocol.problems import Problem

_CELL_MARKER = re.compile(r"^#\s*%%")
_BLOCK_START = re.compile(r"^(?:def|class|async|import|from|@)\b|^@")
_DEFINITION = re.compile(r"^[ \t]*(?:async[ \t]+)?def[ \t]+(\w+)|^(\w+)[ \t]*=[^=]", re.MULTILINE)


class UnparsedBlock(msgspec.Struct, frozen=True):
    """Source that does not parse: the names that it would have defined, and the syntax error."""

    names: tuple[str, ...]
    problem: Problem


class Parsed(msgspec.Struct, frozen=True):
    """A file's cells in order, and the blocks that do not parse."""

    cells: tuple[Cell, ...] = ()
    unparsed: tuple[UnparsedBlock, ...] = ()


def joined(parts: Iterable[Parsed]) -> Parsed:
    """Combine several parsed parts into one."""
    parts = tuple(parts)
    return Parsed(
        tuple(cell for part in parts for cell in part.cells),
        tuple(block for part in parts for block in part.unparsed),
    )


def parse_cell(cell: Cell) -> Parsed:
    """Parse one cell, or one whole file. Raises nothing.

    A cell that does not parse is cut at its `# %%` markers. A piece that still does not parse is
    cut at its top-level definitions, so that only the definition with the error is lost.
    """
    problem = _syntax_problem(cell)
    if problem is None:
        return Parsed((cell,))
    for cut in (_CELL_MARKER, _BLOCK_START):
        pieces = list(_cut(cell, cut))
        if len(pieces) > 1:
            return joined(map(parse_cell, pieces))
    names = tuple(a or b for a, b in _DEFINITION.findall(cell.source))
    return Parsed((), (UnparsedBlock(names, problem),))


def parse_source(source: str) -> ast.Module:
    """Parse source; raises SyntaxError for whatever reason `ast.parse` fails."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # An invalid escape such as "\d" would print a warning.
        try:
            return ast.parse(source)
        except (RecursionError, MemoryError) as error:
            raise SyntaxError("this code is nested too deeply for Python to read") from error
        except ValueError as error:  # NUL bytes, lone surrogates
            raise SyntaxError(str(error)) from error


def _syntax_problem(cell: Cell) -> Problem | None:
    try:
        parse_source(cell.source)
    except SyntaxError as error:
        line = error.lineno or 1
        lines = cell.source.split("\n")
        return Problem(
            kind="syntax",
            type_name=type(error).__name__,
            message=error.msg,
            file=cell.file,
            cell=cell.number,
            line=cell.line + line - 1,
            source=lines[line - 1].strip()[:200] if line <= len(lines) else "",
        )
    return None


def _cut(cell: Cell, at: re.Pattern[str]) -> Iterator[Cell]:
    """Yield the pieces of a cell that begin where `at` matches a line."""
    lines = cell.source.split("\n")
    start = 0
    for number, line in enumerate(lines):
        follows_decorator = number > 0 and lines[number - 1].startswith("@")
        if number > start and at.match(line) and not follows_decorator:
            yield _piece(cell, start, lines[start:number])
            start = number
    yield _piece(cell, start, lines[start:])


def _piece(cell: Cell, offset: int, lines: list[str]) -> Cell:
    return Cell(cell.file, cell.number, cell.line + offset, "\n".join(lines))
