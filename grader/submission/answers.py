"""Finds the statement that answers each task, which defines the task's function."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import msgspec

from grader.protocol.excerpts import Mark, characters
from grader.submission.contents import Contents, Piece, Spot, TaskContents
from grader.submission.parse import Cell, Parsed

_DEFINED_NAME = re.compile(r"(?:async\s+)?(?:def|class)\s+(\w+)")


_Binder: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.alias | ast.Name


class _Bound(msgspec.Struct, frozen=True):
    """A name that a top-level statement binds. The statement may be a stub or an answer.

    piece, statement: the indexes of the cell and of the statement in it. line: where the statement
    begins, counted from 1 in the file or in the cell. node: what binds the name.
    """

    name: str
    cell: Cell
    piece: int
    statement: int
    line: int
    node: _Binder
    is_definition: bool
    is_stub: bool


def find_answers(parsed: Parsed, tasks: Sequence[str], placeholder: str) -> Contents:
    """Return what a file contains for each task, with the statement that answers it.

    The answer is the last function definition that is not a stub. An assignment counts only if
    there is no such definition: a later `relu = keras.layers.ReLU()` in a scratch cell is not the
    task's answer.
    """
    bound: dict[str, list[_Bound]] = {}
    for index, cell in enumerate(parsed.cells):
        for entry in _bound_names(index, cell, placeholder):
            bound.setdefault(entry.name, []).append(entry)
    contents = {task: _contents(task, parsed, bound, tasks) for task in tasks}
    told = [each.problem for each in contents.values()]
    others = (one for one in parsed.unparsed if not set(one.names) & set(tasks))
    return Contents(
        tuple(map(_piece, parsed.cells)),
        contents,
        tuple(one.problem for one in others if one.problem not in told),
    )


def _piece(cell: Cell) -> Piece:
    lines = tuple(cell.line + statement.lineno - 1 for statement in cell.source.statements)
    text, first = cell.source.text, cell.line - 1
    written = "\n".join(cell.written[first : first + text.count("\n") + 1])
    return Piece(cell.number, cell.line, text, "" if written == text else written, lines)


def _contents(
    task: str, parsed: Parsed, bound: dict[str, list[_Bound]], tasks: Sequence[str]
) -> TaskContents:
    entries = bound.get(task, [])
    written = [entry for entry in entries if not entry.is_stub]
    best = next((e for e in reversed(written) if e.is_definition), None)
    best = best or (written[-1] if written else None)
    outside = next((one for one in parsed.unparsed if one.function == task), None)
    if outside is not None and not _returns(best or next(reversed(entries), None)):
        return TaskContents("unreadable", problem=outside.problem)
    if best is not None:
        is_imported = isinstance(best.node, ast.alias)
        spot, only_return = _spot(best), _only_return(best)
        return TaskContents("answered", spot, is_imported=is_imported, only_return=only_return)
    return _without_answer(task, parsed, entries, list(bound), tasks)


def _returns(bound: _Bound | None) -> bool:
    """Return whether this is a function that returns or yields a value, or no function at all."""
    if bound is None or not bound.is_definition:
        return True
    return any(
        isinstance(node, (ast.Yield, ast.YieldFrom))
        or (isinstance(node, ast.Return) and node.value is not None)
        for node in ast.walk(bound.node)
    )


def _without_answer(
    task: str, parsed: Parsed, stubs: Sequence[_Bound], names: list[str], tasks: Sequence[str]
) -> TaskContents:
    for block in parsed.unparsed:
        if task in block.names:
            return TaskContents("unreadable", problem=block.problem)
    if stubs:
        return TaskContents("untouched", _spot(stubs[-1]))
    others = {name.lower(): name for name in names if name not in tasks}
    close = difflib.get_close_matches(task, others, n=1, cutoff=0.8)
    return TaskContents("missing", similar=others[close[0]] if close else "")


def _bound_names(number: int, cell: Cell, placeholder: str) -> Iterator[_Bound]:
    for index, statement in enumerate(cell.source.statements):
        is_definition = isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef))
        line = cell.line + statement.lineno - 1
        is_stub = is_definition and _is_stub(statement, placeholder)
        for name, node in _names_and_binders(statement):
            yield _Bound(name, cell, number, index, line, node, is_definition, is_stub)


def _spot(bound: _Bound) -> Spot:
    return _spot_on(bound.line, bound, _marked(bound.cell, bound.line, bound.node))


def _spot_on(line: int, bound: _Bound, marked: Mark) -> Spot:
    return Spot(bound.piece, bound.statement, line, bound.cell.quoted(line), *marked)


def _only_return(bound: _Bound) -> Spot | None:
    """Return what a function returns if it has no other statement but its docstring.

    None if that does not stand on one line: the mistake may be on any of its lines.
    """
    if not isinstance(bound.node, ast.FunctionDef):
        return None
    statements = [each for each in bound.node.body if not _is_text(each)]
    if len(statements) != 1 or not isinstance(statements[0], ast.Return):
        return None
    value = statements[0].value
    if value is None or value.lineno != value.end_lineno:
        return None
    line = bound.cell.line + value.lineno - 1
    return _spot_on(line, bound, bound.cell.marked(line, *_columns(bound.cell, line, value)))


def _marked(cell: Cell, line: int, node: _Binder) -> Mark:
    """Mark the name that a node binds, if it stands on this line, where its statement begins."""
    text = cell.python(line)
    if cell.line + node.lineno - 1 != line:
        return cell.marked(line, 0, 0)
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return cell.marked(line, *_columns(cell, line, node))
    found = _DEFINED_NAME.match(text, characters(text, node.col_offset))
    start, end = found.span(1) if found else (-1, -1)
    return cell.marked(line, start + 1, end + 1)


def _columns(cell: Cell, line: int, node: ast.expr | ast.alias) -> tuple[int, int]:
    """Return the first column of a node on its first line, and the one behind the last."""
    text = cell.python(line)
    is_whole = node.end_lineno == node.lineno
    end = characters(text, node.end_col_offset or 0) if is_whole else len(text)
    return characters(text, node.col_offset) + 1, end + 1


def names_bound_by(statement: ast.AST) -> Iterator[str]:
    """Yield the names that a statement binds at the top level, not inside functions or classes."""
    return (name for name, _ in _names_and_binders(statement))


def _names_and_binders(statement: ast.AST) -> Iterator[tuple[str, _Binder]]:
    """Yield these names, each with the node that binds it."""
    waiting = [statement]
    while waiting:  # Not recursive: the nesting of valid source may exceed the recursion limit.
        node = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name, node
            continue
        if isinstance(node, (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp)):
            continue
        if isinstance(node, ast.alias):
            yield node.asname or node.name.split(".")[0], node
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node
        waiting.extend(ast.iter_child_nodes(node))


def _is_stub(statement: ast.stmt, placeholder: str) -> bool:
    assert isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef))
    if any(_has_placeholder(line, placeholder) for line in statement.body):
        return True
    return all(_does_nothing(line) for line in statement.body)


def _has_placeholder(line: ast.stmt, placeholder: str) -> bool:
    if isinstance(line, ast.Expr) and isinstance(line.value, ast.Name):
        return False  # A placeholder on a line of its own in a finished answer is harmless.
    return any(isinstance(n, ast.Name) and n.id == placeholder for n in ast.walk(line))


def _does_nothing(line: ast.stmt) -> bool:
    if isinstance(line, ast.Raise):
        raised = line.exc.func if isinstance(line.exc, ast.Call) else line.exc
        return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"
    return isinstance(line, ast.Pass) or _is_text(line)


def _is_text(line: ast.stmt) -> bool:
    """Return whether a statement is a docstring, or another constant that nobody uses."""
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)
