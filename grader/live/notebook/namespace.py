"""Finds live functions in the kernel, and the source that they were made from."""

from __future__ import annotations

import inspect
import linecache
import site
import sys
import sysconfig
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.live.notebook.messages import Code
from grader.protocol.calls import Cell

_MAX_CELLS = 1_500
"""More code cells than this are not sent. The numbers of those that are sent begin at 1 then."""

_NOTEBOOK = "notebook.ipynb"


@dataclass(frozen=True)
class Namespace:
    """The names of a kernel.

    cells: the cells that ran, by the file name under which Python compiled them; each has the
    number that stands in brackets beside it.
    """

    names: Mapping[str, Any]
    cells: Mapping[str, Cell]

    def code_of(self, task: str) -> Code:
        """Return the source around the function of this name."""
        if task not in self.names:
            return Code(task, is_defined=False, cells=self._sources())
        own = _file_of(self.names[task])
        if own in self.cells:
            source = self.cells[own].source
            return Code(task, is_defined=True, cells=self._sources(), own=source)
        text = _script(own)
        name = Path(own).name if text else _NOTEBOOK
        return Code(task, True, name, {0: text} if text else {}, text)

    def places(self, task: str) -> Mapping[str, Cell]:
        """Return where an exception may come from: the cells, and the script of this function."""
        own = _file_of(self.names.get(task))
        text = "" if own in self.cells else _script(own)
        return {**self.cells, own: Cell(Path(own).name, 0, 1, text)} if text else self.cells

    def _sources(self) -> dict[int, str]:
        """Return the cells in which functions are defined that can still be called."""
        files = {_file_of(value) for value in list(self.names.values())}
        used = (cell for file, cell in self.cells.items() if file in files)
        return {cell.number: cell.source for cell in used}


def live_namespace() -> Namespace:
    """Return the namespace of the IPython kernel; of the main module where there is none."""
    ipython = sys.modules.get("IPython")
    shell = None if ipython is None else ipython.get_ipython()
    if shell is None:
        return Namespace(vars(sys.modules["__main__"]), {})
    names = shell.user_ns
    history = names.get("In")
    return Namespace(names, _cells(history if isinstance(history, list) else []))


def _cells(history: list[Any]) -> dict[str, Cell]:
    """Return the cells that ran. IPython keeps the source of each in linecache.

    history: the source of each cell that ran, by its number.
    """
    numbers = {str(source).strip(): number for number, source in enumerate(history)}
    first = max(0, len(history) - _MAX_CELLS)
    cells = {}
    for file, entry in list(linecache.cache.items()):
        if len(entry) == 4:
            source = "".join(entry[2])
            number = numbers.get(source.strip(), 0) - first
            if number > 0:
                cells[file] = Cell(_NOTEBOOK, number, 1, source)
    return cells


def _file_of(value: Any) -> str:
    """Return the file name under which a function was compiled, or nothing."""
    if not isinstance(value, types.FunctionType):
        return ""
    unwrapped = inspect.unwrap(value)
    return getattr(getattr(unwrapped, "__code__", None), "co_filename", "")


def _script(file: str) -> str:
    """Return the source of a learner's own script, or nothing."""
    if not file or any(Path(file).is_relative_to(folder) for folder in _library_folders()):
        return ""
    return "".join(linecache.getlines(file))


def _library_folders() -> Iterator[str]:
    yield from (sysconfig.get_path("stdlib"), sysconfig.get_path("platlib"))
    yield from (*site.getsitepackages(), site.getusersitepackages())
