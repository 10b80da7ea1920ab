"""Finds the statements that play a part in what an answer does: all that it can reach by name.

An answer does the same as long as these are the same. Who grades a file again can then leave out
the tasks whose statements have not changed. Where the source does not tell what it changes, as with
`exec`, the whole file counts as one answer.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from grader.submission.answers import names_bound_by
from grader.submission.contents import Reach, Span
from grader.submission.parse import Cell

_SETS = re.compile(r"set|seed|enable|disable|clear|register|run_functions|use_|patch")
"""How the names of functions begin that change a library for all code after them."""

_UNSEEN = frozenset(
    {"exec", "eval", "globals", "locals", "vars", "setattr", "delattr", "__import__", "open"}
    | {"sys", "os", "importlib", "builtins", "gc", "inspect", "threading", "atexit", "ctypes"}
)
"""Names with which code can change what it does not name."""

_IN_ANNOTATIONS = frozenset({"np", "numpy", "keras", "tf"})

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_IMPORTS = (ast.Import, ast.ImportFrom)


def find_reach(cells: Sequence[Cell], tasks: Iterable[str]) -> Reach:
    """Return what the answers to these tasks reach in a file."""
    file = _File(cells)
    reached = {task: file.reach(file.binding(task)) for task in tasks}
    is_entangled = file.are_entangled(reached.values())
    everything = frozenset(range(len(file.statements)))
    return Reach(
        {task: file.spans(everything if is_entangled else of) for task, of in reached.items()},
        file.spans(file.reach(n for n, one in enumerate(file.statements) if not one.is_definition)),
        is_entangled,
    )


@dataclass(frozen=True)
class _Statement:
    """A top-level statement. names: all that it names, at any depth."""

    node: ast.stmt
    span: Span
    binds: frozenset[str]
    names: frozenset[str]

    @cached_property
    def is_definition(self) -> bool:
        """Whether it only gives a name to a function when it is run, and cannot fail."""
        node = self.node
        if isinstance(node, _FUNCTIONS):
            return not node.decorator_list and _is_plain(node.args) and _can_be_read(node)
        value = node.value if isinstance(node, ast.Assign) else None
        return isinstance(value, ast.Lambda) and len(self.binds) == 1 and _is_plain(value.args)

    @cached_property
    def is_variable(self) -> bool:
        """Whether what it binds may be changed later: no function, class, library or number."""
        node = self.node
        is_constant = isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        is_fixed = isinstance(node, (ast.ClassDef, *_IMPORTS))
        return not (self.is_definition or is_constant or is_fixed)


class _File:
    """The statements of a file, by the names that they bind and change."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.statements = [
            _statement(number, cell, node)
            for number, cell in enumerate(cells)
            for node in cell.source.statements
        ]
        self._by_name: dict[str, set[int]] = {}
        self._imported: set[str] = set()
        self._variables: set[str] = set()
        for number, one in enumerate(self.statements):
            for name in one.binds:
                self._by_name.setdefault(name, set()).add(number)
            if isinstance(one.node, _IMPORTS):
                self._imported |= one.binds
            elif one.is_variable:
                self._variables |= one.binds
        for number, one in enumerate(self.statements):
            if not one.is_definition:  # It may change what it names, as in `rows.append(1)`.
                for name in one.names & self._variables:
                    self._by_name[name].add(number)
        self._wide = {n for n, one in enumerate(self.statements) if self._is_wide(one.node)}

    def binding(self, name: str) -> frozenset[int]:
        """Return the statements that bind this name or change what it stands for."""
        return frozenset(self._by_name.get(name, ()))

    def reach(self, start: Iterable[int]) -> frozenset[int]:
        """Return these statements, those that change everything, and what they all reach."""
        waiting = [*start, *(n for n in self._wide if not self.statements[n].is_definition)]
        reached: set[int] = set()
        followed: set[str] = set()
        while waiting:
            number = waiting.pop()
            if number not in reached:
                reached.add(number)
                new = self.statements[number].names - followed
                followed |= new
                waiting.extend(other for name in new for other in self._by_name.get(name, ()))
        return frozenset(reached)

    def are_entangled(self, several: Iterable[frozenset[int]]) -> bool:
        """Return whether the functions of one answer may change what those of another one use."""
        used: set[str] = set()
        for reached in several:
            functions = [self.statements[n] for n in reached if self._is_called(n)]
            if any(n in self._wide for n in reached if self._is_called(n)):
                return True
            variables = self._variables & frozenset().union(*(one.names for one in functions))
            if variables & used:
                return True
            used |= variables
        return False

    def spans(self, numbers: Iterable[int]) -> tuple[Span, ...]:
        """Return where these statements are, in order."""
        return tuple(self.statements[number].span for number in sorted(numbers))

    def _is_called(self, number: int) -> bool:
        return isinstance(self.statements[number].node, (*_FUNCTIONS, ast.ClassDef)) or (
            self.statements[number].is_definition
        )

    def _is_wide(self, statement: ast.stmt) -> bool:
        """Return whether a statement, or a call of it, may change more than it names."""
        return any(map(self._changes_more, ast.walk(statement)))

    def _changes_more(self, node: ast.AST) -> bool:
        if isinstance(node, ast.Name):
            return node.id in _UNSEEN
        if isinstance(node, ast.ImportFrom):
            return node.module == "__future__" or any(one.name == "*" for one in node.names)
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else _root(node.func)
            return _root(node.func) in self._imported and _SETS.match(called) is not None
        if isinstance(node, (ast.Attribute, ast.Subscript)):
            root = _root(node)
            is_shared = root in self._by_name and root not in self._variables
            return is_shared and not isinstance(node.ctx, ast.Load)
        return isinstance(node, ast.Global)


def _statement(number: int, cell: Cell, node: ast.stmt) -> _Statement:
    first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
    last = node.end_lineno or node.lineno
    names = frozenset(one.id for one in ast.walk(node) if isinstance(one, ast.Name))
    span = Span(number, cell.line + first - 1, cell.line + last - 1)
    return _Statement(node, span, frozenset(names_bound_by(node)), names)


def _root(node: ast.AST) -> str:
    """Return the name with which `a.b[0].c` begins, or nothing."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _is_plain(arguments: ast.arguments) -> bool:
    """Return whether the default values are constants, which no call can change."""
    defaults = (*arguments.defaults, *arguments.kw_defaults)
    return all(one is None or isinstance(one, (ast.Constant, ast.UnaryOp)) for one in defaults)


def _can_be_read(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Return whether the annotations name only what every file has."""
    every = (one.annotation for one in _parameters(function.args))
    named = (
        node.id
        for annotation in (*every, function.returns)
        if annotation is not None
        for node in ast.walk(annotation)
        if isinstance(node, ast.Name)
    )
    return all(name in _IN_ANNOTATIONS or hasattr(builtins, name) for name in named)


def _parameters(arguments: ast.arguments) -> Iterator[ast.arg]:
    yield from (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    yield from (one for one in (arguments.vararg, arguments.kwarg) if one is not None)
