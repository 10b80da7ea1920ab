"""The statements that play a part in what an answer does."""

import pytest

from grader.submission.contents import Reach
from grader.submission.parse import parse, parse_cells
from grader.submission.reach import find_reach

TASKS = ("relu", "relu_unit", "build")

FILE = """
import keras
import numpy as np
import random

RATE = 0.5

def relu(x):
    return np.maximum(x, 0)

def relu_unit(x, w, b):
    return relu(x @ w + b)

def build(n):
    return keras.Sequential([keras.Input((n,)), helper(RATE)])

def helper(rate):
    return deeper(rate)

def deeper(rate):
    return keras.layers.Dense(1)

def alone():
    return random.random()
"""


def found(source: str) -> Reach:
    return find_reach(parse_cells("a.py", [parse(source)], 0).cells, TASKS)


def names(source: str, spans) -> str:
    """Return the first words of statements."""
    lines = source.split("\n")
    return " ".join(lines[span.first - 1].removeprefix("def ").split("(")[0] for span in spans)


def reached(source: str, task: str) -> str:
    return names(source, found(source).tasks[task])


def test_an_answer_reaches_what_it_names_directly_or_through_others():
    assert reached(FILE, "relu") == "import numpy as np relu"
    assert reached(FILE, "relu_unit") == "import numpy as np relu relu_unit"
    assert reached(FILE, "build") == "import keras RATE = 0.5 build helper deeper"
    assert not found(FILE).is_entangled


def test_loading_reaches_all_but_functions_that_nobody_calls():
    told = "import keras import numpy as np import random RATE = 0.5"
    assert names(FILE, found(FILE).loading) == told
    called = f"{FILE}\nprint(build(2))\n"
    assert names(called, found(called).loading) == f"{told} build helper deeper print"


def test_a_line_that_only_calls_an_answer_is_no_part_of_it():
    assert reached(f"{FILE}\nprint(relu(-1))\n", "relu") == "import numpy as np relu"


def test_every_statement_that_binds_a_name_counts():
    source = "x = 1\nx = 2\ndef relu(y):\n    return x\nrelu = relu\n"
    assert reached(source, "relu") == "x = 1 x = 2 relu relu = relu"


def test_a_line_that_may_change_a_variable_is_part_of_those_who_use_it():
    source = (
        "rows = []\nother = []\nrows.append(1)\nother.append(1)\ndef relu(x):\n    return rows\n"
    )
    assert reached(source, "relu") == "rows = [] rows.append relu"


@pytest.mark.parametrize(
    "line",
    [
        "keras.backend.set_floatx('float64')",
        "np.random.seed(1)",
        "keras.Model.fit = None",
        "np.__dict__['x'] = 1",
        "from math import *",
        "from __future__ import annotations",
        "exec('x = 1')",
        "os.environ['A'] = 'b'",
    ],
)
def test_a_line_that_may_change_everything_is_part_of_every_answer(line):
    source = f"import keras\nimport numpy as np\n{line}\ndef relu(x):\n    return x\n"
    assert names(source, found(source).tasks["relu"]).endswith(f"{line.split('(')[0]} relu")
    assert not found(source).is_entangled


@pytest.mark.parametrize(
    "body",
    [
        "global x; x = 1",
        "relu.calls = 1",
        "keras.utils.set_random_seed(1)",
        "seed(1)",
        "np.random.default_rng = None",
        "exec('x = 1')",
        "open('file', 'w')",
        "helper.cache[0] = 1",
    ],
)
def test_a_call_that_may_change_what_others_use_makes_the_file_one_answer(body):
    source = (
        "import keras\nimport numpy as np\nfrom random import seed\n"
        f"def helper():\n    {body}\n"
        "def relu(x):\n    return helper()\n"
        "def relu_unit(x, w, b):\n    return 1\n"
    )
    assert found(source).is_entangled
    assert len(found(source).tasks["relu_unit"]) == 6


@pytest.mark.parametrize(
    ("shared", "is_entangled"),
    [
        ("shared = []", True),
        ("shared = make()", True),
        ("shared = keras.Sequential()", True),
        ("def shared(x, seen=[]):\n    return x", True),
        ("@cache\ndef shared(x):\n    return x", True),
        ("shared = 0.1", False),
        ("shared = lambda x: x", False),
        ("import shared", False),
        ("def shared(x, n=1, *, m=-1):\n    return x", False),
        ("def shared(x: float, y: np.ndarray) -> list:\n    return x", False),
        ("class shared(keras.layers.Layer):\n    pass", False),
    ],
)
def test_answers_that_share_what_can_be_changed_are_one(shared, is_entangled):
    source = f"{shared}\ndef relu(x):\n    return shared\ndef relu_unit(x):\n    return shared\n"
    assert found(source).is_entangled == is_entangled


def test_a_variable_that_one_answer_uses_alone_entangles_nothing():
    source = "rows = []\ndef relu(x):\n    return rows\ndef relu_unit(x):\n    return x\n"
    assert not found(source).is_entangled


@pytest.mark.parametrize(
    "body", ["model.trainable = False", "x[0] = 1", "model.set_weights(x)", "y.seed = 3"]
)
def test_what_an_answer_changes_of_its_own_arguments_is_its_own(body):
    source = f"import keras\ndef relu(model, x, y):\n    {body}\ndef build(n):\n    return 1\n"
    assert not found(source).is_entangled


def test_a_definition_that_may_fail_when_it_is_run_is_part_of_loading():
    source = "def relu(x: Missing):\n    return x\n@missing\ndef build(n):\n    return n\n"
    assert names(source, found(source).loading) == "relu @missing"


def test_local_names_are_no_names_of_the_file():
    source = (
        "x = [1]\ny = [2]\n"
        "def relu(x):\n    y = x\n    return [y for y in map(lambda x: x, y)]\n"
        "def relu_unit(x, w, b):\n    def inner(y):\n        return y + x\n    return inner(b)\n"
    )
    assert reached(source, "relu") == "relu"
    assert reached(source, "relu_unit") == "relu_unit"
    assert not found(source).is_entangled


def test_an_inner_function_that_uses_a_name_of_the_file_reaches_it():
    source = (
        "rate = make()\ndef relu(x):\n    def inner():\n        return rate\n    return inner()\n"
    )
    assert reached(source, "relu") == "rate = make relu"


def test_what_is_only_run_as_a_script_is_part_of_nothing():
    source = (
        FILE + '\nif __name__ == "__main__":\n    relu = build = 1\n    exec(relu_unit(RATE))\n'
    )
    assert not found(source).is_entangled
    assert names(source, found(source).loading) == names(FILE, found(FILE).loading)
    assert reached(source, "relu_unit") == reached(FILE, "relu_unit")


def test_the_shipped_stubs_and_solutions_are_not_entangled(course):
    for file in (*course.stubs.values(), *course.solutions.values()):
        parsed = parse_cells("a.py", [parse(file.read_text("utf-8"))], 0)
        tasks = [task.name for task in course.exercise(file.stem).tasks]
        assert not find_reach(parsed.cells, tasks).is_entangled, file


def test_statements_are_found_in_the_cells_of_a_notebook():
    parsed = parse_cells("a.ipynb", [parse("import keras\n\n\nx = 1"), parse("relu = abs\n")], 1)
    (span,) = find_reach(parsed.cells, ["relu"]).tasks["relu"]
    assert (span.piece, span.first, span.last) == (1, 1, 1)
