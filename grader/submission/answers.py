"""Finds the statement that answers each task, which defines the task's function."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator, Sequence

import msgspec

from grader.submission.contents import Contents, Piece, Spot, TaskContents
from grader.submission.parse import Cell, Parsed


class _Bound(msgspec.Struct, frozen=True):
    """A name that a top-level statement binds. The statement may be a stub or an answer."""

    name: str
    spot: Spot
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
    return Contents(
        tuple(map(_piece, parsed.cells)),
        {task: _contents(task, parsed, bound, tasks) for task in tasks},
        tuple(one.problem for one in parsed.unparsed if not set(one.names) & set(tasks)),
    )


def _piece(cell: Cell) -> Piece:
    lines = tuple(cell.line + statement.lineno - 1 for statement in cell.source.statements)
    return Piece(cell.number, cell.line, cell.source.text, lines)


def _contents(
    task: str, parsed: Parsed, bound: dict[str, list[_Bound]], tasks: Sequence[str]
) -> TaskContents:
    entries = bound.get(task, [])
    written = [entry for entry in entries if not entry.is_stub]
    best = next((e for e in reversed(written) if e.is_definition), None)
    best = best or (written[-1] if written else None)
    if best is not None:
        return TaskContents("answered", best.spot)
    return _without_answer(task, parsed, entries, list(bound), tasks)


def _without_answer(
    task: str, parsed: Parsed, stubs: Sequence[_Bound], names: list[str], tasks: Sequence[str]
) -> TaskContents:
    for block in parsed.unparsed:
        if task in block.names:
            return TaskContents("unreadable", problem=block.problem)
    if stubs:
        return TaskContents("untouched", stubs[-1].spot)
    others = {name.lower(): name for name in names if name not in tasks}
    close = difflib.get_close_matches(task, others, n=1, cutoff=0.8)
    return TaskContents("missing", similar=others[close[0]] if close else "")


def _bound_names(number: int, cell: Cell, placeholder: str) -> Iterator[_Bound]:
    for index, statement in enumerate(cell.source.statements):
        is_definition = isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef))
        line = cell.line + statement.lineno - 1
        spot = Spot(number, index, line, cell.quoted(line))
        is_stub = is_definition and _is_stub(statement, placeholder)
        for name in names_bound_by(statement):
            yield _Bound(name, spot, is_definition, is_stub)


def names_bound_by(statement: ast.AST) -> Iterator[str]:
    """Yield the names that a statement binds at the top level, not inside functions or classes."""
    waiting = [statement]
    while waiting:  # Not recursive: the nesting of valid source may exceed the recursion limit.
        node = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
            continue
        if isinstance(node, (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp)):
            continue
        if isinstance(node, ast.alias):
            yield node.asname or node.name.split(".")[0]
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
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
    is_text = isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)
    return isinstance(line, ast.Pass) or is_text
