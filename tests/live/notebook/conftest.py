"""A real kernel, which the tests of a file share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


@dataclass
class Kernel:
    """A kernel in which cells are run one after the other, as a learner runs them."""

    client: NotebookClient

    def run(self, source: str) -> list[Any]:
        """Run a cell and return its outputs; raises CellExecutionError."""
        cells = self.client.nb.cells
        cells.append(nbformat.v4.new_code_cell(source))
        return self.client.execute_cell(cells[-1], len(cells) - 1).outputs

    def box(self, source: str) -> dict[str, str]:
        """Run a cell that shows a verdict; return it in each form."""
        (output,) = self.run(source)
        return output.data

    def value(self, expression: str) -> Any:
        """Return the value of an expression that JSON can hold."""
        outputs = self.run(f"import json; print(json.dumps({expression}))")
        return json.loads("".join(one.text for one in outputs if one.name == "stdout"))

    def error(self, source: str) -> tuple[str, list[str]]:
        """Run a cell that raises; return the exception's name and the lines that are shown."""
        with pytest.raises(CellExecutionError):
            self.run(source)
        output = self.client.nb.cells[-1].outputs[-1]
        return output.ename, output.traceback


@pytest.fixture(scope="module")
def new_kernel() -> Iterator[Callable[[Path], Kernel]]:
    clients: list[Any] = []

    def start(folder: Path) -> Kernel:
        notebook = nbformat.v4.new_notebook()
        resources = {"metadata": {"path": str(folder)}}
        client = NotebookClient(notebook, timeout=None, kernel_name="python3", resources=resources)
        held = client.setup_kernel()
        held.__enter__()
        clients.append(held)
        return Kernel(client)

    yield start
    for held in clients:
        held.__exit__(None, None, None)


@pytest.fixture(scope="module")
def kernel(
    new_kernel: Callable[[Path], Kernel], tmp_path_factory: pytest.TempPathFactory
) -> Kernel:
    """A kernel that has imported `check`."""
    kernel = new_kernel(tmp_path_factory.mktemp("kernel"))
    kernel.run("import keras, random, sys, warnings\nimport numpy as np\nimport tensorflow as tf")
    kernel.run("from grader.notebook import check")
    return kernel
