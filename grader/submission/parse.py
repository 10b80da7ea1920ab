"""Parses source, each cell once. Of a cell that does not parse, keeps the pieces that do.

Python parses some source that it refuses to compile, such as a `return` outside of a function. Here
this is a syntax error too. Compiling runs nothing.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TypeVar

from grader.protocol.excerpts import Mark, characters, mark
from grader.protocol.problems import Problem
from grader.protocol.text import clipped

MAX_PIECES = 1_000
"""Maximum number of pieces into which the cells of one file are cut; each is parsed."""

_CELL_MARKER = re.compile(r"^#\s*%%")
_BLOCK_START = re.compile(r"^(?:def|class|async|import|from|@)\b|^@")
_DEFINITION = re.compile(r"^[ \t]*(?:async[ \t]+)?def[ \t]+(\w+)|^(\w+)[ \t]*=[^=]", re.MULTILINE)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_OUTSIDE = re.compile(r"'(?:return|yield|yield from)' outside function")
_LINE_IN_MESSAGE = re.compile(r"\b(at|on) line (\d+)")  # "(detected at line 8)", "'(' on line 3"
_MAX_MESSAGE, _MAX_LINE = 500, 200
_Made = TypeVar("_Made")


@dataclass(frozen=True)
class Source:
    """Source as it was parsed: its top-level statements, or the error.

    written: the same lines as the learner wrote them, where they are not Python. statements: there
    are some beside an error if this parses but does not compile.
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

    def marked(self, line: int, column: int, end_column: int) -> Mark:
        """Mark a part of a line.

        line: counted as for `quoted`. The columns count characters of the line as Python reads it.
        """
        written = self.written[line - 1 : line] or [""]
        return mark(self.python(line), column, end_column, written[0])

    def python(self, line: int) -> str:
        """Return a line of this source as Python reads it; line as for `quoted`."""
        return "".join(self._lines[line - self.line :][:1])

    @cached_property
    def _lines(self) -> Sequence[str]:
        return self.source.text.split("\n")


@dataclass(frozen=True)
class UnparsedBlock:
    """Source that does not parse: the names that it would have defined, and the syntax error.

    function: for a `return` or `yield` outside of a function, the function above it, if any.
    """

    names: tuple[str, ...]
    problem: Problem
    cell: Cell
    function: str = ""


@dataclass(frozen=True)
class Parsed:
    """A file's cells in order, and the blocks that do not parse."""

    cells: tuple[Cell, ...]
    unparsed: tuple[UnparsedBlock, ...]


def parse(text: str, written: str | None = None) -> Source:
    """Parse source. Raises nothing: whatever makes Python refuse it is a syntax error.

    written: as in `Source`; the text itself by default.
    """
    written = text if written is None else written
    tree, error = _attempt(lambda: ast.parse(text))
    statements = [] if tree is None else tree.body
    return Source(text, written, statements, error or next(filter(None, _faults(statements)), None))


def _faults(statements: Sequence[ast.stmt]) -> Iterator[SyntaxError | None]:
    """Yield for each statement why it does not compile, or None. Each is compiled on its own."""
    for statement in statements:
        _, error = _attempt(partial(_compile, ast.Module([statement], [])))
        yield error


def _compile(module: ast.Module) -> object:
    return compile(module, "", "exec", dont_inherit=True)


def _attempt(work: Callable[[], _Made]) -> tuple[_Made | None, SyntaxError | None]:
    """Return what Python made of source, or why it refused it, whatever it raised."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # An invalid escape such as "\d" would print a warning.
        try:
            return work(), None
        except SyntaxError as error:
            return None, error
        except (RecursionError, MemoryError):  # Python raises either for deep nesting.
            return None, SyntaxError("this code is nested too deeply for Python to read")
        except ValueError as error:  # NUL bytes, lone surrogates
            return None, SyntaxError(str(error))


def parse_cells(name: str, sources: Sequence[Source], first: int) -> Parsed:
    """Make cells of sources, cutting those that do not parse.

    name: the file's name as it is shown. first: the number of the first cell; 0 for a script.

    A cell that does not parse is cut at its `# %%` markers. A piece that still does not parse is
    cut at its top-level definitions, so that only the definition with the error is lost. If the
    error is in the statements after a definition, only they are lost. Of a piece that parses, only
    the statements that do not compile are lost.
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
            function = self._function_above(cell) if _returns_outside(cell) else ""
            self.unparsed.append(UnparsedBlock(names, problem, cell, function))

    def _function_above(self, cell: Cell) -> str:
        """Return the name of the last function before this piece, in the same notebook cell."""
        before = (one for one in reversed(self.cells) if one.number == cell.number)
        statements = (each for one in before for each in reversed(one.source.statements))
        return next((each.name for each in statements if isinstance(each, _FUNCTIONS)), "")

    def _pieces(self, cell: Cell) -> list[tuple[int, str]]:
        """Return line and text of each piece; nothing if the cell cannot be cut."""
        cuts = (_cut(cell, _CELL_MARKER), _cut(cell, _BLOCK_START), _cut_off_statements(cell))
        for pieces in map(list, [_cut_out_faults(cell)] if cell.source.statements else cuts):
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
        **_marked(cell, line, error)._asdict(),
    )


def _marked(cell: Cell, line: int, error: SyntaxError) -> Mark:
    """Mark what an error is about: the part of the line that Python names, or the indentation."""
    text, column, end = cell.python(line), error.offset or 0, error.end_offset or 0
    if cell.source.statements:  # The compiler counts bytes, unlike the parser.
        column, end = (one and characters(text, one - 1) + 1 for one in (column, end))
    # Python 3.11 counts columns of an expression in an f-string from the beginning of that.
    if (error.text or text).split("\n")[0].rstrip() != text.rstrip():
        return cell.marked(line, 0, 0)
    if isinstance(error, IndentationError) and not _ends_too_early(error, text):
        return cell.marked(line, 1, len(text) - len(text.lstrip()) + 1)
    goes_on = (error.end_lineno or 0) > (error.lineno or 0)
    return cell.marked(line, column, len(text) + 1 if goes_on else end)


def _ends_too_early(error: IndentationError, line: str) -> bool:
    """Return whether the source ends after this line, and an indented block is missing."""
    return (error.offset or 0) > len(line) and "expected an indented block" in str(error.msg)


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


def _cut_out_faults(cell: Cell) -> Iterator[tuple[int, str]]:
    """Yield each statement that does not compile, and the lines before, between and after them."""
    lines, statements = cell.source.text.split("\n"), cell.source.statements
    done = 0
    for statement, fault in zip(statements, _faults(statements), strict=True):
        start, end = _first_line(statement) - 1, statement.end_lineno or statement.lineno
        if fault is not None and start >= done:
            if start > done:
                yield cell.line + done, "\n".join(lines[done:start])
            yield cell.line + start, "\n".join(lines[start:end])
            done = end
    if any(line.strip() for line in lines[done:]):
        yield cell.line + done, "\n".join(lines[done:])


def _first_line(statement: ast.stmt) -> int:
    decorators: Sequence[ast.expr] = getattr(statement, "decorator_list", ())
    return min([statement.lineno, *(one.lineno for one in decorators)])


def _returns_outside(cell: Cell) -> bool:
    """Return whether this is one top-level statement that only a function can contain."""
    error = cell.source.error
    return bool(cell.source.statements) and bool(_OUTSIDE.match(str(error and error.msg)))


def _cut_off_statements(cell: Cell) -> Iterator[tuple[int, str]]:
    """Yield a definition that parses, and the statements after it, of which no line is indented."""
    lines = cell.source.text.split("\n")
    indented = [number for number, line in enumerate(lines, 1) if line[:1] in (" ", "\t")]
    end = indented[-1] if indented else 0
    definition = "\n".join(lines[:end])
    if end and parse(definition).error is None:
        yield cell.line, definition
        yield cell.line + end, "\n".join(lines[end:])
