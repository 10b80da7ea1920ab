"""Parses learner source into cells that can run, saving what can be saved from broken ones."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator

import msgspec

from grader.sandbox.messages import Cell, Problem

_CELL_MARKER = re.compile(r"^#\s*%%")
_BLOCK_START = re.compile(r"^(?:def|class|async|import|from|@)\b|^@")
_DEFINITION = re.compile(r"^[ \t]*(?:async[ \t]+)?def[ \t]+(\w+)|^(\w+)[ \t]*=[^=]", re.MULTILINE)


class BrokenBlock(msgspec.Struct, frozen=True):
    """Source that does not parse: the names it would have defined, and why it does not."""

    names: tuple[str, ...]
    problem: Problem


class Parsed(msgspec.Struct, frozen=True):
    """A file's cells in order, and the blocks that do not parse."""

    cells: tuple[Cell, ...]
    broken: tuple[BrokenBlock, ...] = ()


def parse_cell(where: str, source: str, first_line: int = 1) -> Parsed:
    """Parse one cell, or one whole file. Raises nothing.

    If it does not parse as a whole it is cut at its `# %%` markers, and what then still does not
    parse is cut at its top-level definitions, so that only the broken definition is lost.
    """
    problem = _syntax_problem(where, source, first_line)
    if problem is None:
        return Parsed((Cell(where, first_line, source),))
    for cut in (_CELL_MARKER, _BLOCK_START):
        pieces = list(_cut(source, cut))
        if len(pieces) > 1:
            parts = [parse_cell(where, text, first_line + offset) for offset, text in pieces]
            return Parsed(
                tuple(cell for part in parts for cell in part.cells),
                tuple(block for part in parts for block in part.broken),
            )
    names = tuple(a or b for a, b in _DEFINITION.findall(source))
    return Parsed((), (BrokenBlock(names, problem),))


def parse_source(source: str) -> ast.Module:
    """`ast.parse`, with every way it can refuse made a SyntaxError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # A learner's "\d" is no matter for our stderr.
        try:
            return ast.parse(source)
        except (RecursionError, MemoryError) as error:
            raise SyntaxError("this is nested too deeply for Python to read") from error
        except ValueError as error:  # NUL bytes, lone surrogates
            raise SyntaxError(str(error)) from error


def _syntax_problem(where: str, source: str, first_line: int) -> Problem | None:
    try:
        parse_source(source)
    except SyntaxError as error:
        line = error.lineno or 1
        lines = source.split("\n")
        return Problem(
            kind="syntax",
            type_name=type(error).__name__,
            message=error.msg,
            where=where,
            line=first_line + line - 1,
            code=lines[line - 1].strip()[:200] if line <= len(lines) else "",
        )
    return None


def _cut(source: str, at: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield (line offset, text) of the pieces that begin where `at` matches a line."""
    lines = source.splitlines(keepends=True)
    start = 0
    for number, line in enumerate(lines):
        follows_decorator = number > 0 and lines[number - 1].startswith("@")
        if number > start and at.match(line) and not follows_decorator:
            yield start, "".join(lines[start:number])
            start = number
    if lines:
        yield start, "".join(lines[start:])
