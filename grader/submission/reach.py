"""Finds the statements that play a part in what an answer does: all that it can reach by name.

An answer does the same as long as these are the same. Who grades a file again can then leave out
the tasks whose statements have not changed. Where the source does not tell what it changes, as with
`exec`, the whole file counts as one answer.
"""

from __future__ import annotations

import ast
import builtins
import re
import symtable
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
        file.spans(file.reach(n for n, one in enumerate(file.statements) if not one.is_idle)),
        is_entangled,
    )


@dataclass(frozen=True)
class _Statement:
    """A top-level statement. names: of the file's top level or of Python that it may use."""

    node: ast.stmt
    span: Span
    binds: frozenset[str]
    names: frozenset[str]

    @cached_property
    def is_idle(self) -> bool:
        """Whether it does nothing when it is run but give a name to a function, and cannot fail."""
        return self.is_definition or _is_only_for_scripts(self.node)

    @cached_property
    def is_definition(self) -> bool:
        """Whether it gives a name to a function, and does nothing else."""
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
        return not (self.is_idle or is_constant or is_fixed)


class _File:
    """The statements of a file, by the names that they bind and change."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.statements = [
            statement
            for number, cell in enumerate(cells)
            for statement in _statements(number, cell)
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
            if not one.is_idle:  # It may change what it names, as in `rows.append(1)`.
                for name in one.names & self._variables:
                    self._by_name[name].add(number)
        self._wide = {
            number
            for number, one in enumerate(self.statements)
            if not _is_only_for_scripts(one.node) and self._is_wide(one.node)
        }

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


def _statements(number: int, cell: Cell) -> Iterator[_Statement]:
    functions = _functions(cell.source.text)
    for node in cell.source.statements:
        first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
        last = node.end_lineno or node.lineno
        span = Span(number, cell.line + first - 1, cell.line + last - 1)
        binds = () if _is_only_for_scripts(node) else names_bound_by(node)
        yield _Statement(node, span, frozenset(binds), _names(node, functions))


def _functions(text: str) -> dict[int, symtable.SymbolTable]:
    """Return what Python knows of the names in each function, by the line of its `def`."""
    try:
        table = symtable.symtable(text, "", "exec")
    except (SyntaxError, RecursionError, MemoryError, ValueError):  # as `parse` may raise
        return {}
    return {one.get_lineno(): one for one in table.get_children() if one.get_type() == "function"}


def _names(node: ast.stmt, functions: Mapping[int, symtable.SymbolTable]) -> frozenset[str]:
    """Return the names that a statement may use of the file's top level. No local name is one."""
    if _is_only_for_scripts(node):
        return frozenset()
    table = functions.get(node.lineno)
    if not isinstance(node, _FUNCTIONS) or table is None or node.decorator_list:
        return frozenset(one.id for one in ast.walk(node) if isinstance(one, ast.Name))
    names: set[str] = set()
    outside = (*node.args.defaults, *node.args.kw_defaults, *_annotations(node))
    for part in outside:
        if part is not None:
            names.update(one.id for one in ast.walk(part) if isinstance(one, ast.Name))
    waiting = [table]
    while waiting:
        inner = waiting.pop()
        names.update(one.get_name() for one in inner.get_symbols() if one.is_global())
        waiting.extend(inner.get_children())
    return frozenset(names)


def _is_only_for_scripts(node: ast.stmt) -> bool:
    """Return whether this is `if __name__ == "__main__":`, which is not run when it is graded."""
    if not isinstance(node, ast.If) or node.orelse or not isinstance(node.test, ast.Compare):
        return False
    sides = (node.test.left, *node.test.comparators)
    names = [side.id for side in sides if isinstance(side, ast.Name)]
    texts = [side.value for side in sides if isinstance(side, ast.Constant)]
    is_equal = [type(one) for one in node.test.ops] == [ast.Eq]
    return is_equal and names == ["__name__"] and texts == ["__main__"]


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
    named = (
        node.id
        for annotation in _annotations(function)
        for node in ast.walk(annotation)
        if isinstance(node, ast.Name)
    )
    return all(name in _IN_ANNOTATIONS or hasattr(builtins, name) for name in named)


def _annotations(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.expr]:
    given = function.args
    single = [one for one in (given.vararg, given.kwarg) if one is not None]
    for one in (*given.posonlyargs, *given.args, *given.kwonlyargs, *single):
        if one.annotation is not None:
            yield one.annotation
    if function.returns is not None:
        yield function.returns
