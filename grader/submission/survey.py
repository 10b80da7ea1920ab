"""Looks through parsed cells for the answers: which statement gives each task its meaning."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator, Sequence

import msgspec

from grader.records import TaskSource
from grader.sandbox.messages import PLACEHOLDER, Binding
from grader.submission.parse import Parsed, parse_source


class _Bound(msgspec.Struct, frozen=True):
    """A name bound by a top-level statement; an answer is written, a stub is not."""

    binding: Binding
    is_definition: bool
    is_stub: bool


def survey(
    parsed: Parsed, tasks: Sequence[str]
) -> tuple[tuple[Binding, ...], dict[str, TaskSource]]:
    """Return where each task is answered, and what the source holds for each.

    The last definition that is no stub is the answer; an assignment counts where there is no
    definition. A later `relu = keras.layers.ReLU()` in a scratch cell is not the task's answer.
    """
    bound: dict[str, list[_Bound]] = {}
    for entry in _bound_names(parsed):
        bound.setdefault(entry.binding.name, []).append(entry)
    bindings, sources = [], {}
    for task in tasks:
        entries = bound.get(task, [])
        written = [entry for entry in entries if not entry.is_stub]
        best = next((e for e in reversed(written) if e.is_definition), None)
        best = best or (written[-1] if written else None)
        if best is not None:
            bindings.append(best.binding)
            sources[task] = TaskSource("answered")
        else:
            sources[task] = _without_answer(task, parsed, bool(entries), list(bound), tasks)
    return tuple(bindings), sources


def _without_answer(
    task: str, parsed: Parsed, has_stub: bool, names: list[str], tasks: Sequence[str]
) -> TaskSource:
    for block in parsed.broken:
        if task in block.names:
            return TaskSource("unreadable", problem=block.problem)
    if has_stub:
        return TaskSource("untouched")
    others = [name for name in names if name not in tasks]
    folded = {name.lower(): name for name in others}
    close = difflib.get_close_matches(task, folded, n=1, cutoff=0.8)
    return TaskSource("missing", similar=folded[close[0]] if close else "")


def _bound_names(parsed: Parsed) -> Iterator[_Bound]:
    for cell_number, cell in enumerate(parsed.cells):
        for number, statement in enumerate(parse_source(cell.source).body):
            is_definition = isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef))
            for name in _names_bound_by(statement):
                yield _Bound(
                    Binding(name, cell_number, number),
                    is_definition,
                    is_definition and _is_stub(statement),
                )


def _names_bound_by(statement: ast.AST) -> Iterator[str]:
    """Yield the names a statement binds where it stands, not inside functions or classes."""
    waiting = [statement]
    while waiting:  # Not by recursion: what parses may be nested deeper than calls may be.
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


def _is_stub(statement: ast.stmt) -> bool:
    assert isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef))
    if any(_has_placeholder(line) for line in statement.body):
        return True
    return all(_does_nothing(line) for line in statement.body)


def _has_placeholder(line: ast.stmt) -> bool:
    if isinstance(line, ast.Expr) and isinstance(line.value, ast.Name):
        return False  # A bare ____ left beside a finished answer does no harm.
    return any(isinstance(n, ast.Name) and n.id == PLACEHOLDER for n in ast.walk(line))


def _does_nothing(line: ast.stmt) -> bool:
    if isinstance(line, ast.Raise):
        raised = line.exc.func if isinstance(line.exc, ast.Call) else line.exc
        return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"
    is_text = isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)
    return isinstance(line, ast.Pass) or is_text
