"""Finds the lines of a learner's file that a task's stub replaces. Nothing of the file is run."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from grader.errors import UsageError
from grader.submission.answers import names_bound_by
from grader.submission.parse import Cell, Parsed, parse

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_GOES_ON = re.compile(r"[ \t]|[)\]}]|$")
"""Begins the lines of a function below its first: they are indented, close a bracket or are empty.
"""


class CannotRestoreError(UsageError):
    """The task cannot be restored alone; the message says why."""


class Edit(msgspec.Struct, frozen=True):
    """Lines to replace, from `first` to `last`, counted from 1 in the file or in the cell.

    cell: the number of the notebook's code cell, from 1; 0 for a script. text: takes their place,
    without a line feed at its end; if it is empty, the lines are removed.
    """

    cell: int
    first: int
    last: int
    text: str


def function_source(file: Path, task: str) -> str | None:
    """Return the source of a task's function in a file of the course; None if there is none.

    It has no line feed at its end.
    """
    text = file.read_text(encoding="utf-8")
    for statement in parse(text).statements:
        if isinstance(statement, _DEFINITIONS) and statement.name == task:
            first, last = _lines_of(statement)
            return "\n".join(text.split("\n")[first - 1 : last])
    return None


def edits(parsed: Parsed, task: str, stub: str) -> list[Edit]:
    """Return the edits that put a stub in the place of what answers a task.

    The first definition is replaced and the others are removed. Without a definition, an assignment
    is replaced. Empty if the file has nothing under this name. Raises CannotRestoreError if the
    extent of a function that does not parse cannot be found, or if other code shares its lines.
    """
    defined = list(_definitions(parsed, task)) or list(_assignments(parsed, task))[-1:]
    defined.sort()
    return [
        Edit(cell, first, last, "" if number else stub)
        for number, (cell, first, last) in enumerate(defined)
    ]


def _definitions(parsed: Parsed, task: str) -> Iterator[tuple[int, int, int]]:
    """Yield the cell, the first and the last line of each function of this name."""
    for cell in parsed.cells:
        for statement in cell.source.statements:
            if isinstance(statement, _DEFINITIONS) and statement.name == task:
                yield _extent(cell, statement)
    for block in parsed.unparsed:
        lines = block.cell.source.text.split("\n")
        named = re.compile(rf"(?:async[ \t]+)?(?:def|class)[ \t]+{task}\b|{task}[ \t]*=[^=]")
        start = next((n for n, line in enumerate(lines) if named.match(line)), None)
        if start is not None:
            first, last = _unparsed_extent(lines, start)
            yield block.cell.number, block.cell.line + first, block.cell.line + last


def _assignments(parsed: Parsed, task: str) -> Iterator[tuple[int, int, int]]:
    for cell in parsed.cells:
        for statement in cell.source.statements:
            names = set(names_bound_by(statement))
            if task in names:
                line = cell.line + statement.lineno - 1
                if names != {task}:
                    raise CannotRestoreError(f"line {line} gives a value to other names too")
                yield _extent(cell, statement)


def _extent(cell: Cell, statement: ast.stmt) -> tuple[int, int, int]:
    """Return the lines of a statement; raises CannotRestoreError if another one shares them."""
    first, last = _lines_of(statement)
    for other in cell.source.statements:
        if other is not statement and not (
            _lines_of(other)[1] < first or last < _lines_of(other)[0]
        ):
            raise CannotRestoreError(f"line {cell.line + first - 1} has several statements")
    return cell.number, cell.line + first - 1, cell.line + last - 1


def _lines_of(statement: ast.stmt) -> tuple[int, int]:
    decorators: Sequence[ast.expr] = getattr(statement, "decorator_list", ())
    first = min([statement.lineno, *(one.lineno for one in decorators)])
    return first, statement.end_lineno or statement.lineno


def _unparsed_extent(lines: Sequence[str], start: int) -> tuple[int, int]:
    """Return the first and the last line of a function that does not parse; lines count from 0.

    start: the line of its `def`. It ends before the first line that cannot belong to it, if what
    follows is Python. Otherwise a line that is not indented may belong to it, and it is the whole
    piece, unless a blank line sets that line apart. Then CannotRestoreError is raised.
    """
    first = start
    while first and lines[first - 1].startswith("@"):
        first -= 1
    after = start + 1
    while after < len(lines) and _GOES_ON.match(lines[after]):
        after += 1
    end = _without_blank_end(lines, after)
    if not _is_python("\n".join(lines[after:])):
        if end < after:
            raise CannotRestoreError("where its function ends cannot be told")
        end = _without_blank_end(lines, len(lines))
    return first, end - 1


def _without_blank_end(lines: Sequence[str], end: int) -> int:
    while not lines[end - 1].strip():
        end -= 1
    return end


def _is_python(text: str) -> bool:
    """Return whether this is Python that may stand outside a function."""
    source = parse(text)
    return source.error is None and not any(
        isinstance(one, ast.Return) for one in source.statements
    )
