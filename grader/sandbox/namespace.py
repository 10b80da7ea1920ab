"""Runs a learner's file statement by statement, so that one that fails costs only itself."""

from __future__ import annotations
import __future__

import ast
import linecache
import sys
import traceback
import types
import warnings
from collections.abc import Callable
from typing import Any

from grader.plain_text import clipped
from grader.sandbox.messages import PLACEHOLDER, Executing, Job, Problem, StatementFailed

_FUTURE_FLAGS = 0
for _name in __future__.all_feature_names:
    _FUTURE_FLAGS |= getattr(__future__, _name).compiler_flag

_MAX_MESSAGE = 400


def run_cells(job: Job, report: Callable[[Executing | StatementFailed], None]) -> types.ModuleType:
    """Run every top-level statement in order and return the module they made.

    A task's name means in the end what it meant right after its answer: later cells often use the
    same name for something else.
    """
    module = types.ModuleType(job.module)
    sys.modules[job.module] = module
    names = module.__dict__
    names["get_ipython"] = _NoShell
    names[PLACEHOLDER] = None
    bindings = {(b.cell, b.statement): b.name for b in job.bindings}
    answers: dict[str, Any] = {}
    flags = 0
    for cell_number, cell in enumerate(job.cells):
        _show_source_to_inspect(cell.where, cell.line, cell.source)
        tree = ast.increment_lineno(ast.parse(cell.source), cell.line - 1)
        for number, statement in enumerate(tree.body):
            if (cell_number, number) in job.skip:
                continue
            report(Executing(cell_number, number))
            # A file that turns warnings into exceptions would fail for what Keras warns of.
            warnings.resetwarnings()
            warnings.simplefilter("ignore")
            try:
                block = ast.Module([statement], type_ignores=[])
                code = compile(block, cell.where, "exec", flags=flags, dont_inherit=True)
                flags |= code.co_flags & _FUTURE_FLAGS
                exec(code, names)  # noqa: S102  this is the place where learner code runs
            except BaseException as error:  # noqa: BLE001  a SystemExit ends only its statement
                report(StatementFailed(problem_of(error, job)))
            else:
                name = bindings.get((cell_number, number))
                if name is not None and name in names:
                    answers[name] = names[name]
    names.update(answers)
    return module


def problem_of(error: BaseException, job: Job) -> Problem:
    """Describe an exception by the innermost line of the learner's own that it passed through."""
    files = {cell.where for cell in job.cells}
    where, line = "", 0
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename in files:
            where, line = frame.f_code.co_filename, number
    if not where and isinstance(error, SyntaxError) and error.filename in files:
        where, line = error.filename, error.lineno or 0
    return Problem(
        kind="exit" if isinstance(error, SystemExit) else "exception",
        type_name=clipped(type(error).__name__, 100),
        message=_message_of(error),
        where=where,
        line=line,
        code=clipped(linecache.getline(where, line).strip(), 200) if where else "",
    )


def _message_of(error: BaseException) -> str:
    try:
        text = str(error)
    except BaseException:  # noqa: BLE001  __str__ is learner code too
        return ""
    # Keras and TensorFlow append pages on their own arguments after an empty line.
    return clipped(text.strip().split("\n\n")[0], _MAX_MESSAGE)


def _show_source_to_inspect(where: str, first_line: int, source: str) -> None:
    # TensorFlow's autograph reads the source of functions; this is how IPython offers it too.
    known = linecache.cache.get(where)
    lines = list(known[2]) if known is not None and len(known) == 4 else []
    lines += ["\n"] * (first_line - 1 - len(lines))
    new = [line + "\n" for line in source.split("\n")]
    lines[first_line - 1 : first_line - 1 + len(new)] = new
    linecache.cache[where] = (sum(map(len, lines)), None, lines, where)


class _NoShell:
    """Stands where a notebook's shell would be: every magic does nothing."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_arguments, **_options: None
