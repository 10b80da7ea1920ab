"""The notebooks that `grade start --notebooks` makes, filled in and run from top to bottom."""

import nbformat
import pytest

from grader.commands.handout import as_notebook
from tests.command import EXERCISES, SOLUTIONS, run_grade

CHECK = "from grader.notebook import check\nverdict = check()\nverdict"


def executed(new_kernel, folder, notebook):
    """Run all code cells in a new kernel; return the outputs of the last one and the kernel."""
    kernel = new_kernel(folder)
    outputs = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            outputs = kernel.run(cell.source)
    return outputs, kernel


@pytest.mark.slow
def test_solutions_pass_in_notebooks_as_they_are_laid_out(new_kernel, tmp_path):
    assert run_grade("start", tmp_path, "--notebooks").returncode == 0
    for solution in sorted(SOLUTIONS.glob("*.py")):
        laid = nbformat.read(tmp_path / f"{solution.stem}.ipynb", as_version=4)
        solved = nbformat.reads(as_notebook(solution.read_text("utf-8"), {}), as_version=4)
        code = (cell.source for cell in solved.cells if cell.cell_type == "code")
        for cell in (cell for cell in laid.cells if cell.cell_type == "code"):
            cell.source = next(code)
        laid.cells.append(nbformat.v4.new_code_cell(CHECK))
        (shown,), kernel = executed(new_kernel, tmp_path, laid)
        statuses = kernel.value("[[one.task, one.status] for one in verdict.tasks]")
        assert {status for _, status in statuses} == {"passed"}, shown.data["text/plain"]
        assert len(statuses) == solution.read_text("utf-8").count("\n# ## Task ")


def test_stubs_are_not_attempted_yet(new_kernel, tmp_path):
    stub = (EXERCISES / "01_single_neuron.py").read_text("utf-8").replace("import keras\n", "")
    notebook = nbformat.reads(as_notebook(stub, {}), as_version=4)
    *before, to_try = notebook.cells  # The last cell needs all answers.
    assert "__main__" in to_try.source
    notebook.cells = [*before, nbformat.v4.new_code_cell(CHECK)]
    (shown,), kernel = executed(new_kernel, tmp_path, notebook)
    statuses = kernel.value("[one.status for one in verdict.tasks]")
    assert statuses == ["not_attempted"] * 4
    assert shown.data["text/plain"].count("not attempted yet") == 4
    assert not kernel.value("'keras' in __import__('sys').modules")
