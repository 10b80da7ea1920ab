"""Reads the code cells of a notebook; outputs are skipped over, never decoded.

msgspec picks the few fields that are needed out of the JSON. nbformat upgrades what is left from
any version of the format to the present one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from grader.errors import GraderError
from grader.submission.parse import parse_source

MAX_CODE = 200_000
"""Characters of all code cells together; the course's own have 4,000."""

MAX_CELLS = 2_000

# IPython's patterns take time in the square of a line's length.
_MAX_MAGICS, _MAX_MAGIC_LINE = 400, 400
_MAGIC = re.compile(r"^[ \t]*[%!?]|\?[ \t]*$|=[ \t]*[%!]|^[ \t]*\w+\?")
_TIMED_LINE = re.compile(r"^([ \t]*)%time[ \t]+(?=\S)")
_CELL_MAGIC = re.compile(r"\A\s*%%(\w+)[^\n]*(\n|\Z)")
_RUNS_ITS_CELL = frozenset(["time", "timeit", "capture", "prun", "python", "python3"])


class NotebookError(GraderError):
    """The file is not a notebook; the message says what is wrong with it."""


class _Cell(msgspec.Struct):
    """A cell of any version: nbformat 3 called the source `input`."""

    cell_type: str
    source: str | list[str] = ""
    input: str | list[str] = ""


class _Worksheet(msgspec.Struct):
    cells: list[_Cell]


class _Notebook(msgspec.Struct):
    """A notebook of any version: nbformat 3 kept its cells in worksheets."""

    nbformat: int = 4
    cells: list[_Cell] = []
    worksheets: list[_Worksheet] = []


def code_cells(content: bytes) -> Iterator[str]:
    """Yield the Python source of each code cell in order; raises NotebookError.

    A cell keeps its number of lines: magics and shell lines become calls that do nothing.
    """
    try:
        notebook = msgspec.json.decode(content, type=_Notebook)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise NotebookError(f"this is not a notebook: {error}") from error
    sources = _sources(notebook)
    if len(sources) > MAX_CELLS:
        raise NotebookError(f"this notebook has more than {MAX_CELLS:,} code cells")
    if sum(map(len, sources)) > MAX_CODE:
        raise NotebookError(f"this notebook has more than {MAX_CODE:,} characters of code")
    magics = _Magics()
    for source in sources:
        yield magics.to_python(source)


def _sources(notebook: _Notebook) -> list[str]:
    """Return the source of each code cell, by nbformat's own upgrade to version 4."""
    import nbformat

    if notebook.nbformat not in nbformat.versions:
        raise NotebookError(f"this notebook has format version {notebook.nbformat}. Expected 4.")
    plain = {
        "nbformat": notebook.nbformat,
        "nbformat_minor": 0,
        "metadata": {},
        "cells": _code_cells(notebook.cells),
        "worksheets": [{"cells": _code_cells(sheet.cells)} for sheet in notebook.worksheets],
    }
    try:
        upgraded = nbformat.convert(nbformat.from_dict(plain), 4)
    except Exception as error:  # nbformat fails in many ways on what is malformed
        raise NotebookError(f"this is not a notebook: {error}"[:300]) from error
    # Python counts a carriage return as the end of a line, wherever it stands.
    return [re.sub(r"\r\n?", "\n", cell.source) for cell in upgraded.cells]


def _code_cells(cells: list[_Cell]) -> list[dict[str, Any]]:
    """Return code cells as nbformat expects them, with nothing in them but their source."""
    bare = {"metadata": {}, "outputs": [], "language": "python", "collapsed": False}
    return [
        {"cell_type": "code", "source": "".join(cell.source), "input": "".join(cell.input), **bare}
        for cell in cells
        if cell.cell_type == "code"
    ]


class _Magics:
    """Turns what only IPython understands into Python, line by line, up to a number of lines."""

    def __init__(self) -> None:
        self._left = _MAX_MAGICS

    def to_python(self, source: str) -> str:
        """Return the cell as Python with as many lines; a cell for the shell becomes empty."""
        above = 0
        while magic := _CELL_MAGIC.match(source):
            if magic[1] not in _RUNS_ITS_CELL:
                return ""  # %%bash, %%html, %%writefile: not Python
            above += magic[0].count("\n")
            source = source[magic.end() :]
        if _is_python(source):
            return "\n" * above + source
        lines = source.split("\n")
        for number, line in enumerate(lines):
            if _TIMED_LINE.match(line):
                lines[number] = _TIMED_LINE.sub(r"\1", line)  # what it times is to run
            elif _MAGIC.search(line) and len(line) <= _MAX_MAGIC_LINE:
                lines[number] = self._line_to_python(line)
                _empty_below(lines, number, goes_on=line.endswith("\\"))
        return "\n" * above + "\n".join(lines)

    def _line_to_python(self, line: str) -> str:
        if self._left == 0:
            raise NotebookError(f"this notebook has more than {_MAX_MAGICS} lines of magic")
        self._left -= 1
        from IPython.core.inputtransformer2 import TransformerManager

        code = line.lstrip(" \t").rstrip("\\")
        try:
            made = TransformerManager().transform_cell(code)
        except Exception:  # noqa: BLE001  it fails in many ways; then the line stays as it is
            return line
        return line[: len(line) - len(line.lstrip(" \t"))] + str(made).strip("\n")


def _empty_below(lines: list[str], number: int, *, goes_on: bool) -> None:
    """Empty the lines on which a command goes on after a backslash: they are not Python either."""
    while goes_on and number + 1 < len(lines):
        number += 1
        goes_on = lines[number].endswith("\\")
        lines[number] = ""


def _is_python(source: str) -> bool:
    try:
        parse_source(source)
    except SyntaxError:
        return False
    return True
