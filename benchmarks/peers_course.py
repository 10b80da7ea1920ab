"""Exercise 1 as a course for nbgrader and for otter-grader, with the checks of the baseline."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat.v4
from nbformat import NotebookNode

NAME = "single_neuron"

PREPARE = """
import keras
import numpy as np

rng = np.random.default_rng()
"""

CHECKS: dict[str, str] = {
    "linear_unit": """
for x in (5.0, -1.3, rng.normal(size=4), rng.normal(size=(2, 3))):
    for w, b in ((2.5, 3.25), (-1.7, 0.4)):
        result = linear_unit(x, w, b)
        assert np.shape(result) == np.shape(x)
        np.testing.assert_allclose(result, w * x + b, rtol=1e-5)
""",
    "neuron": """
for shape in ((2,), (6,), (4, 3), (2, 6)):
    x, w = rng.normal(size=shape), rng.normal(size=shape[-1])
    result = neuron(x, w, -1.7)
    assert np.shape(result) == shape[:-1]
    np.testing.assert_allclose(result, x @ w - 1.7, rtol=1e-4, atol=1e-5)
""",
    "build_neuron": """
for n_inputs in (3, 6):
    model = build_neuron(n_inputs)
    assert isinstance(model, keras.Model)
    assert model.input_shape == (None, n_inputs)
    (layer,) = [one for one in model.layers if isinstance(one, keras.layers.Dense)]
    assert (layer.units, layer.activation.__name__, layer.use_bias) == (1, "linear", True)
    kernel, bias = model.get_weights()
    assert (kernel.shape, bias.shape) == ((n_inputs, 1), (1,))
    same = keras.Sequential([keras.Input(shape=(n_inputs,)), keras.layers.Dense(1)])
    same.set_weights([kernel, bias])
    x = rng.normal(size=(8, n_inputs)).astype("float32")
    expected = same.predict(x, verbose=0)
    np.testing.assert_allclose(model.predict(x, verbose=0), expected, rtol=1e-4, atol=1e-5)
""",
    "learns": """
x = rng.normal(size=(64, 3)).astype("float32")
y = x @ np.array([6.0, -5.0, 4.0]) + 5.0
model = build_neuron(3)
model.compile(optimizer=keras.optimizers.Adam(0.1), loss="mae")
before = np.mean(np.abs(model.predict(x, verbose=0)[:, 0] - y))
model.fit(x, y, batch_size=64, epochs=40, verbose=0)
assert np.mean(np.abs(model.predict(x, verbose=0)[:, 0] - y)) < 0.8 * before
""",
    "read_weights": """
model = keras.Sequential([keras.Input(shape=(5,)), keras.layers.Dense(1)])
kernel, bias = rng.normal(size=(5, 1)), rng.normal(size=1)
model.set_weights([kernel, bias])
w, b = read_weights(model)
np.testing.assert_allclose(np.reshape(w, -1), kernel[:, 0], rtol=1e-5)
np.testing.assert_allclose(np.reshape(b, -1), bias, rtol=1e-5)
""",
}
"""The source of each check, by name. It uses the learner's four functions."""

_FUNCTIONS = "linear_unit, neuron, build_neuron, read_weights"


def make_nbgrader_course(folder: Path, sources: Mapping[str, str]) -> None:
    """Write an assignment and the learners' submissions, given by learner."""
    (folder / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'benchmark'\n"
        # Long enough for every notebook: one that is cut off would falsify the comparison.
        "c.ExecutePreprocessor.timeout = 300\n"
    )
    stub = f"### BEGIN SOLUTION\n{next(iter(sources.values()))}\n### END SOLUTION"
    _write(folder / "source" / NAME / f"{NAME}.ipynb", _nbgrader_notebook(stub))
    for learner, source in sources.items():
        path = folder / "submitted" / learner / NAME / f"{NAME}.ipynb"
        _write(path, _nbgrader_notebook(source))


def _nbgrader_notebook(answer: str) -> NotebookNode:
    cells = [_nbgrader_cell("answer", answer, solution=True)]
    cells += [
        _nbgrader_cell(f"check_{name}", PREPARE + check, grade=True, locked=True, points=1)
        for name, check in CHECKS.items()
    ]
    return _notebook(cells)


def _nbgrader_cell(name: str, source: str, **said: Any) -> NotebookNode:
    plain = {"grade": False, "locked": False, "solution": False, "task": False}
    metadata = {"nbgrader": plain | {"grade_id": name, "schema_version": 3} | said}
    return nbformat.v4.new_code_cell(source, metadata=metadata)


def make_otter_course(folder: Path, sources: Mapping[str, str]) -> list[Path]:
    """Write the tests and the learners' submissions; return the submitted notebooks."""
    tests = folder / "tests"
    tests.mkdir()
    for name, check in CHECKS.items():
        body = textwrap.indent(check.strip(), "    ")
        (tests / f"{name}.py").write_text(
            f"from otter.test_files import test_case\n{PREPARE}\n"
            f"OK_FORMAT = False\nname = {name!r}\npoints = 1\n\n\n"
            f"@test_case()\ndef check({_FUNCTIONS}):\n{body}\n"
        )
    notebooks = []
    for learner, source in sources.items():
        notebooks.append(folder / "submitted" / learner / f"{NAME}.ipynb")
        _write(notebooks[-1], _notebook([nbformat.v4.new_code_cell(source)]))
    return notebooks


def _notebook(cells: list[NotebookNode]) -> NotebookNode:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def _write(path: Path, notebook: NotebookNode) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(nbformat.v4.writes_json(notebook))
