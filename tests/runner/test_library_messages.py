"""Real messages of Python, NumPy and Keras about beginners' mistakes are recognised.

Advice depends on the text of messages, which another version of a library may change.
"""

import pytest

from grader.judge.problems import reason_of
from grader.protocol.calls import Cell, Job
from grader.protocol.events import StatementFailed
from grader.runner.statements import run_cells

pytestmark = pytest.mark.usefixtures("as_before", "keras")

IMPORTS = "import numpy as np\nimport keras\nfrom keras import layers\nx = np.ones(3)\n"
COMPILE = "model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])\nmodel.compile"

MISTAKES = [
    ("keras.Sequential(layers.Dense(1))", "layers_without_list"),
    ("keras.Input(shape=(3))", "shape_is_a_number"),
    ("keras.Input(shape=3)", "shape_is_a_number"),
    ("max(0, x)", "truth_of_an_array"),
    ("if x > 0: pass", "truth_of_an_array"),
    ("float(x)", "array_is_not_a_number"),
    ("np.max(0, 0.5)", "maximum_inside"),
    (f"{COMPILE}('adm', 'mae')", "optimizer_unknown"),
    (f"{COMPILE}(keras.optimizers.Adam, 'mae')", "optimizer_unknown"),
    (f"{COMPILE}('adam', 'maee')\nmodel.fit(np.ones((2, 3)), np.ones(2))", "name_unknown_to_keras"),
    ("layers.Dense(1, activation='Relu')", "activation_unknown"),
    ("layers.Dense(1, activaton='relu')", "unknown_argument"),
    ("np.sum(x, axes=0)", "unknown_argument"),
    ("layers.Dense()", "missing_argument"),
    ("(lambda w: w)()", "missing_argument"),
    ("x(1)", "not_callable"),
    ("np.maximun(0, x)", "no_attribute"),
    ("def f():\n    raise NotImplementedError\nf()", "stub_line_left"),
    ("import pandass", "no_module"),
    ("def f(x):\n    return f(x)\nf(1)", "recursion"),
    ("1 / 0", "other"),
]


@pytest.mark.parametrize(("source", "code"), MISTAKES)
def test_a_library_message_has_the_code_of_the_mistake(source, code):
    events = []
    job = Job("learners_file", (Cell("a.py", 0, 1, IMPORTS + source),), (), ())
    run_cells(job, events.append)
    (failed,) = [event for event in events if isinstance(event, StatementFailed)]
    assert reason_of(failed.problem, "f(1)").code == f"exception.{code}", failed.problem
