"""Raises what a check found at the learner's line, so that editors find it there."""

from __future__ import annotations

import ast
import linecache
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import NoReturn

from rich.console import Console

from grader.records import CheckResult, Place, Status
from grader.report.column import Column
from grader.report.diagnostics import diagnostics, where

_WIDTH = 76
_HINTS = 1


class NotRight(AssertionError):  # noqa: N818  learners read the name
    """A check did not pass. The message is the diagnostic."""

    __module__ = "builtins"  # Reports then show the name alone.


def message_of(check: CheckResult, *, quotes: bool) -> str:
    """Return the diagnostic of a check: the reason in the first line, then the rest.

    quotes: whether it names the learner's line. A traceback shows lines of scripts by itself, but
    not at which part of a line Python stopped: such a line is always quoted.
    """
    (one,) = diagnostics([check])
    quote = one.quote if quotes or _has_stopped_at(check, one.quote) else None
    rest = replace(one, title="", told="", quote=quote)
    column = Column(Console(file=StringIO(), width=_WIDTH, color_system=None))
    lines = [line.plain for line in column.diagnostic(rest, _HINTS)]
    place = check.place
    if quotes and one.quote is None and place is not None:
        lines.insert(0, f"      {where(place)}")
    return "\n".join([one.told, *lines])


def _has_stopped_at(check: CheckResult, quote: Place | None) -> bool:
    """Return whether Python stopped at a part of this line, which is marked."""
    return check.status is Status.ERROR and quote is not None and quote.excerpt.end > 0


def raise_at(error: BaseException, path: Path, line: int, name: str) -> NoReturn:
    """Raise an exception from a frame that says it is this line of the file.

    Nothing of the file is run: the frame's code is a `raise` that has the place of the line.
    """
    text = linecache.getline(str(path), line).rstrip()
    tree = ast.parse("raise error")
    for node in ast.walk(tree):
        if isinstance(node, (ast.stmt, ast.expr)):
            node.lineno = node.end_lineno = line
            node.col_offset = len(text) - len(text.lstrip())
            node.end_col_offset = len(text.encode())
    code = compile(tree, str(path), "exec").replace(co_name=name)
    exec(code, {"error": error})  # noqa: S102  our own code
    raise error
