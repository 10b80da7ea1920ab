"""Reads the code cells of a notebook and skips its outputs.

msgspec decodes only the few fields that are needed, and looks into the source of a code cell only
after all of them together are known to be small. nbformat upgrades them from any version of the
format to version 4. Each cell is then read as IPython reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import msgspec

from grader.errors import GraderError
from grader.submission.ipython import begins_with_prompt, to_python
from grader.submission.limits import not_counted
from grader.submission.parse import Source, parse

MAX_CODE = 200_000
"""Maximum number of characters in all code cells; the shipped exercises have up to 4,000."""

MAX_CELLS = 2_000

MAX_RAW_CODE = 20 * MAX_CODE
"""Maximum number of bytes of all code cells in the file, where a line of code may be 20 bytes."""


class NotebookError(GraderError):
    """The file is not a notebook that can be read; the message says why."""


_NO_TEXT = msgspec.Raw(b'""')
_Text: TypeAlias = str | list[str]


class _Cell(msgspec.Struct):
    """A cell of any version: nbformat 3 called the source `input`. Both are still JSON."""

    cell_type: str
    source: msgspec.Raw = _NO_TEXT
    input: msgspec.Raw = _NO_TEXT


class _Worksheet(msgspec.Struct):
    cells: list[_Cell]


class _Notebook(msgspec.Struct):
    """A notebook of any version: nbformat 3 kept its cells in worksheets."""

    nbformat: int = 4
    cells: list[_Cell] = []
    worksheets: list[_Worksheet] = []


def code_cells(content: bytes) -> Iterator[Source]:
    """Yield each code cell in order, as Python and parsed; raises NotebookError."""
    try:
        sources = _sources(msgspec.json.decode(content, type=_Notebook))
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise NotebookError(f"this is not a notebook: {error}"[:300]) from error
    if sum(map(len, sources)) > MAX_CODE:
        raise NotebookError(f"this notebook has more than {MAX_CODE:,} characters of code")
    yield from map(read_cell, sources)


def read_cell(cell: str) -> Source:
    """Parse a cell as IPython reads it. What is Python already is left alone."""
    as_it_is = parse(cell)
    if as_it_is.error is None and not begins_with_prompt(cell):
        return as_it_is
    python = to_python(cell)
    return as_it_is if python == cell else parse(python, cell)


def _sources(notebook: _Notebook) -> list[str]:
    """Return the source of each code cell, after nbformat's upgrade to version 4."""
    with not_counted():
        import nbformat

    if notebook.nbformat not in nbformat.versions:
        version = f"{notebook.nbformat}"[:20]
        raise NotebookError(f"this notebook has format version {version}. Expected 4.")
    _require_small([notebook.cells, *(sheet.cells for sheet in notebook.worksheets)])
    plain = {
        "nbformat": notebook.nbformat,
        "nbformat_minor": 0,
        "metadata": {},
        "cells": _code_cells(notebook.cells),
        "worksheets": [{"cells": _code_cells(sheet.cells)} for sheet in notebook.worksheets],
    }
    try:
        upgraded = nbformat.convert(nbformat.from_dict(plain), 4)
    except Exception as error:  # nbformat raises many types for malformed notebooks
        raise NotebookError(f"this is not a notebook: {error}"[:300]) from error
    # Python treats every carriage return as the end of a line.
    return [re.sub(r"\r\n?", "\n", cell.source) for cell in upgraded.cells]


def _require_small(sheets: Sequence[list[_Cell]]) -> None:
    """Raise NotebookError if there is more code than anyone writes."""
    sizes = [
        len(memoryview(cell.source)) + len(memoryview(cell.input))
        for cells in sheets
        for cell in cells
        if cell.cell_type == "code"
    ]
    if len(sizes) > MAX_CELLS or len(sheets) > MAX_CELLS:
        raise NotebookError(f"this notebook has more than {MAX_CELLS:,} code cells")
    if sum(sizes) > MAX_RAW_CODE:
        raise NotebookError(f"this notebook has more than {MAX_RAW_CODE:,} bytes of code")


def _code_cells(cells: list[_Cell]) -> list[dict[str, Any]]:
    """Return code cells as nbformat expects them, containing only their source."""
    bare = {"metadata": {}, "outputs": [], "language": "python", "collapsed": False}
    return [
        {"cell_type": "code", "source": _text(cell.source), "input": _text(cell.input), **bare}
        for cell in cells
        if cell.cell_type == "code"
    ]


def _text(raw: msgspec.Raw) -> str:
    return "".join(msgspec.json.decode(raw, type=_Text))
