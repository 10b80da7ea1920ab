"""Reads the code cells of a notebook; outputs are skipped over, never decoded.

msgspec picks the few fields needed out of the JSON, nbformat upgrades and validates what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from grader.errors import GraderError

_MAGIC = re.compile(r"^[ \t]*[%!?]|\?[ \t]*$|=[ \t]*[%!]|^[ \t]*\w+\?", re.MULTILINE)
_CELL_MAGIC = re.compile(r"\A\s*%%(\w+)[^\n]*(\n|\Z)")
_RUNS_ITS_CELL = frozenset(["time", "timeit", "capture", "prun", "python", "python3"])


class NotebookError(GraderError):
    """The file is no notebook; the message says what is wrong with it."""


class _Cell(msgspec.Struct):
    cell_type: str = "code"
    source: str | list[str] = ""
    input: str | list[str] = ""  # what nbformat 3 called source


class _Worksheet(msgspec.Struct):
    cells: list[_Cell] = []


class _Notebook(msgspec.Struct):
    nbformat: int = 4
    cells: list[_Cell] = []
    worksheets: list[_Worksheet] = []  # where nbformat 3 kept its cells


def code_cells(content: bytes) -> Iterator[str]:
    """Yield the Python source of each code cell in order; raises NotebookError.

    A cell keeps its number of lines: magics and shell lines become calls that do nothing.
    """
    try:
        notebook = msgspec.json.decode(content, type=_Notebook)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise NotebookError(f"this is not a notebook: {error}") from error
    for source in _upgraded_sources(notebook):
        yield _python_of(source)


def _upgraded_sources(notebook: _Notebook) -> list[str]:
    import nbformat

    cells = [*notebook.cells, *(cell for sheet in notebook.worksheets for cell in sheet.cells)]
    sources = ["".join(cell.source or cell.input) for cell in cells if cell.cell_type == "code"]
    upgraded = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in sources]
    )
    try:
        nbformat.validate(upgraded)
    except nbformat.ValidationError as error:
        raise NotebookError(f"this is not a notebook: {error.message}") from error
    return [cell.source for cell in upgraded.cells]


def _python_of(source: str) -> str:
    magic = _CELL_MAGIC.match(source)
    if magic:
        if magic[1] not in _RUNS_ITS_CELL:
            return ""  # %%bash, %%html, %%writefile: not Python
        return "\n" + _python_of(source[magic.end() :])
    if not _MAGIC.search(source):
        return source
    from IPython.core.inputtransformer2 import TransformerManager

    try:
        return str(TransformerManager().transform_cell(source))
    except Exception:  # noqa: BLE001  it gives up in many ways; then the cell stands as it is
        return source
