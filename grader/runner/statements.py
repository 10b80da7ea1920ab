"""Runs a learner's file statement by statement, so that one that fails does not stop the rest."""

from __future__ import annotations
import __future__

import ast
import errno
import itertools
import linecache
import sys
import types
import warnings
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from grader.protocol.calls import Cell, Job
from grader.protocol.events import StatementFailed, StatementStarted
from grader.protocol.excerpts import characters
from grader.protocol.problems import Kind, Problem
from grader.protocol.text import encodable

_FUTURE_FLAGS = 0
for _name in __future__.all_feature_names:
    _FUTURE_FLAGS |= getattr(__future__, _name).compiler_flag

_MAX_MESSAGE = 2_000
"""Characters that are sent. Fewer are shown, after paths in them were shortened."""


_Span: TypeAlias = tuple[int | None, int | None, int | None, int | None]
"""First line, last line, start and end, as `co_positions` gives them: bytes in UTF-8, from 0."""

_UNKNOWN: _Span = (None, None, None, None)


def run_cells(
    job: Job,
    report: Callable[[StatementStarted | StatementFailed], None],
    after_each: Callable[[], None] = lambda: None,
) -> types.ModuleType:
    """Run every top-level statement in order and return the resulting module.

    after_each: is called after each statement, also after one that raised.

    In the module, the name of each task has the value that it had right after its answer, since
    later cells often reuse the name for something else.
    """
    module = types.ModuleType(job.module)
    sys.modules[job.module] = module
    names = module.__dict__
    names["get_ipython"] = _NoShell
    if job.placeholder:
        names[job.placeholder] = None
    bindings = {(b.cell, b.statement): b.name for b in job.bindings}
    cells = {cell.name: cell for cell in job.cells}
    answers: dict[str, Any] = {}
    flags = 0
    for cell_number, cell in enumerate(job.cells):
        _show_source_to_inspect(cell)
        tree = ast.increment_lineno(ast.parse(cell.source), cell.line - 1)
        for number, statement in enumerate(tree.body):
            if (cell_number, number) in job.skip:
                continue
            report(StatementStarted(cell_number, number))
            # A file that turns warnings into exceptions would fail at Keras' own warnings.
            warnings.resetwarnings()
            warnings.simplefilter("ignore")
            try:
                block = ast.Module([statement], type_ignores=[])
                code = compile(block, cell.name, "exec", flags=flags, dont_inherit=True)
                flags |= code.co_flags & _FUTURE_FLAGS
                exec(code, names)  # noqa: S102  this is the place where learner code runs
            except BaseException as error:  # noqa: BLE001  a SystemExit ends only its statement
                report(StatementFailed(problem_of(error, cells)))
            else:
                name = bindings.get((cell_number, number))
                if name is not None and name in names:
                    answers[name] = names[name]
            after_each()
    names.update(answers)
    return module


def problem_of(error: BaseException, cells: Mapping[str, Cell]) -> Problem:
    """Return an exception as a problem, at the innermost line of learner code in its traceback.

    cells: by the file name under which Python compiled them.
    """
    name, line, span = "", 0, _UNKNOWN
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename in cells:
            name, line, span = step.tb_frame.f_code.co_filename, step.tb_lineno, _span(step)
        step = step.tb_next
    if not name and isinstance(error, SyntaxError) and error.filename in cells:
        span = _span_of_syntax(error)
        name, line = error.filename or "", span[0] or 0
    cell = cells.get(name)
    source = linecache.getline(name, line) if cell else ""
    column, end_column = _columns(source.rstrip("\n"), line, span)
    return Problem(
        kind=_kind_of(error),
        type_name=encodable(type(error).__name__, 100),
        message=_message_of(error),
        file=cell.file if cell else "",
        cell=cell.number if cell else 0,
        line=line,
        source=encodable(source.strip(), 200),
        column=column,
        end_column=end_column,
    )


def _span(step: types.TracebackType) -> _Span:
    """Return where the instruction is that a step of a traceback stopped at.

    Python 3.10 does not know it.
    """
    code = step.tb_frame.f_code
    if sys.version_info < (3, 11):
        return _UNKNOWN
    return next(itertools.islice(code.co_positions(), max(step.tb_lasti, 0) // 2, None), _UNKNOWN)


def _span_of_syntax(error: SyntaxError) -> _Span:
    """Return where the compiler's error is. It counts bytes from 1, unlike the parser."""
    numbers = (error.lineno, error.end_lineno, error.offset, error.end_offset)
    # Learner code may raise a SyntaxError of its own, with any objects in place of numbers.
    line, last, start, end = (one if isinstance(one, int) else 0 for one in numbers)
    return line, last or line, start - 1, max(end, start + 1) - 1


def _columns(source: str, line: int, span: _Span) -> tuple[int, int]:
    """Return the columns of a span in its line, in characters from 1; zeros if unknown.

    What goes on in other lines is marked up to the end of this one.
    """
    first, last, start, end = span
    if first != line or start is None or start < 0:
        return 0, 0
    is_whole = last == first and end is not None
    ends = characters(source, end) if is_whole and end else len(source)
    return characters(source, start) + 1, ends + 1


def _kind_of(error: BaseException) -> Kind:
    if isinstance(error, SystemExit):
        return "exit"
    if isinstance(error, RuntimeError) and str(error) == "can't start new thread":
        return "threads"
    if isinstance(error, MemoryError) or type(error).__name__ == "ResourceExhaustedError":
        return "memory"
    number = error.errno if type(error) is OSError else None
    kinds: dict[int | None, Kind] = {errno.EFBIG: "file_size", errno.EMFILE: "descriptors"}
    return kinds.get(number, "exception")


def _message_of(error: BaseException) -> str:
    try:
        text = str(error)
    except BaseException:  # noqa: BLE001  __str__ is learner code too
        return ""
    # Keras puts a sentence of its own in front of a reason, and the arguments after it, each time
    # with an empty line between them.
    first, *others = text.strip().split("\n\n")
    is_in_front = first.startswith("Exception encountered when calling") and others
    return encodable(others[0] if is_in_front else first, _MAX_MESSAGE)


def _show_source_to_inspect(cell: Cell) -> None:
    # TensorFlow's autograph reads the source of functions from linecache. IPython fills it too.
    known = linecache.cache.get(cell.name)
    lines = list(known[2]) if known is not None and len(known) == 4 else []
    lines += ["\n"] * (cell.line - 1 - len(lines))
    new = [line + "\n" for line in cell.source.split("\n")]
    lines[cell.line - 1 : cell.line - 1 + len(new)] = new
    linecache.cache[cell.name] = (sum(map(len, lines)), None, lines, cell.name)


class _NoShell:
    """Replaces a notebook's shell. Every magic does nothing."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_arguments, **_options: None
