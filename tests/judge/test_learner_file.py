"""What is known of the lines of a learner's file, and of the names in it."""

import pytest

from grader.judge.learner_file import LearnerFile, names_bound_by
from grader.protocol.calls import Cell
from grader.records import Place, Submission, TaskSource

SCRIPT = """\
import numpy as np

@cached
@timed
def outer(x):
    y = 1

    def inner(z):
        return z

    return inner(y)

total = outer(
    2
)
"""
STARTS = (1, 5, 13)
"""As Python counts: the line of the def, not that of its decorators."""


def script(text: str = SCRIPT, starts=STARTS, **tasks: int) -> LearnerFile:
    sources = {name: TaskSource("answered", Place("a.py", 0, line)) for name, line in tasks.items()}
    cell = Cell("a.py", 0, 1, text)
    return LearnerFile(Submission("ada", "x", "a.py", 0, sources, (cell,), (starts,)))


def notebook() -> LearnerFile:
    """Return a notebook whose second cell has two parts that parse."""
    cells = (
        Cell("a.ipynb", 1, 1, "x = 1"),
        Cell("a.ipynb", 2, 1, "y = 2"),
        Cell("a.ipynb", 2, 4, "x = 3\nz = 4"),
    )
    return LearnerFile(Submission("ada", "x", "a.ipynb", 0, {}, cells, ((1,), (1,), (4, 5))))


@pytest.mark.parametrize(
    ("line", "start", "end"), [(1, 1, 2), (2, 1, 2), (3, 3, 12), (5, 3, 12), (9, 3, 12)]
)
def test_a_statement_goes_from_its_first_decorator_to_the_next_statement(line, start, end):
    assert script().statement_at(0, line) == SCRIPT.split("\n")[start - 1 : end]
    assert script().starts_at(0, line) == start


@pytest.mark.parametrize(("cell", "line"), [(0, 0), (0, 99), (1, 1)])
def test_of_a_line_that_is_not_there_nothing_is_known(cell, line):
    assert script().statement_at(cell, line) == []
    assert script().function_around(cell, line) == ""


def test_lines_before_the_first_statement_belong_to_none():
    file = script("# a comment\nx = 1", (2,))
    assert (file.statement_at(0, 1), file.starts_at(0, 1)) == ([], 0)


def test_the_parts_of_one_cell_are_looked_up_together():
    file = notebook()
    assert file.statement_at(2, 1) == ["y = 2"]
    assert file.statement_at(2, 4) == ["x = 3"]
    assert file.statement_at(2, 5) == ["z = 4"]


def test_the_first_statement_that_binds_a_name_is_told_as_learners_count():
    assert script().line_that_binds("total") == "line 13"
    assert script().line_that_binds("outer") == "line 3"
    assert notebook().line_that_binds("x") == "code cell 1, line 1"
    assert notebook().line_that_binds("z") == "code cell 2, line 5"
    assert script().line_that_binds("y") == ""


@pytest.mark.parametrize(
    ("line", "name"),
    [(5, "outer"), (6, "outer"), (7, "outer"), (9, "inner"), (11, "outer"), (13, ""), (14, "")],
)
def test_the_innermost_function_around_a_line(line, name):
    assert script().function_around(0, line) == name


def test_a_line_of_a_loop_at_the_top_is_in_no_function_above_it():
    file = script("def f(x):\n    return x\nfor n in x:\n    print(n)", (1, 3))
    assert file.function_around(0, 4) == ""


@pytest.mark.parametrize(
    ("statement", "signature"),
    [
        ("def f(x, y=(1, [2])):", "f(x, y=(1, [2]))"),
        ("async  def f (x):", "f(x)"),
        ("def f(\n    x,\n    y,\n):", "f(x, y)"),
        ("@jit\ndef f(x: dict[str, int]) -> int:", "f(x: dict[str, int])"),
        ("def f(x\u202e):", "f(x\\u202e)"),
        ("def f(x", ""),
        ("def g(x):", ""),
        ("f = lambda x: x", ""),
    ],
)
def test_a_signature_is_on_one_line_as_the_learner_wrote_it(statement, signature):
    file = script(statement, (1 + statement.startswith("@"),), f=1)
    assert file.signature("f") == signature


def test_a_signature_longer_than_any_honest_one_is_not_read_to_its_end():
    parameters = "".join(f"    parameter_{number},\n" for number in range(120))
    assert script(f"def f(\n{parameters}):", (1,), f=1).signature("f") == ""


@pytest.mark.parametrize(
    "source", [TaskSource("missing"), TaskSource("answered", Place("a.py", 0, 0))]
)
def test_a_task_without_a_place_has_no_answer(source):
    cell = Cell("a.py", 0, 1, "def f(x): pass")
    file = LearnerFile(Submission("ada", "x", "a.py", 0, {"f": source}, (cell,), ((1,),)))
    assert (file.answer_to("f"), file.signature("f")) == ([], "")
    assert (file.answer_to("g"), file.signature("g")) == ([], "")


@pytest.mark.parametrize("content", [None, b"def f(\xff):", b"def g(x):"])
def test_a_stub_that_cannot_be_read_has_no_signature(tmp_path, content):
    if content is not None:
        (tmp_path / "stub.py").write_bytes(content)
    file = LearnerFile(Submission("ada", "x", "a.py", 0, {}), stub=tmp_path / "stub.py")
    assert file.stub_signature("f") == ""


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("for row, (x, y) in pairs:\n    total = x", {"row", "x", "y", "total"}),
        ("while True:\n    n += 1", {"n"}),
        ("first, *rest = x", {"first", "rest"}),
        ("x: float", set()),
        ("x @= y", {"x"}),
        ("import os.path, numpy as np  # as first", {"os", "np"}),
        ("with open(a) as b, open(c) as d:\n    pass", {"b", "d"}),
        ("@decorated(x=1)\nasync def f(y=2):\n    z = 3", {"f"}),
        ("x = f(\n    y=1,\n)", {"x"}),
        ("x == 1", set()),
        ("", set()),
    ],
)
def test_names_that_a_statement_binds(statement, names):
    assert names_bound_by(statement.split("\n")) == names


def test_no_lines_bind_no_name():
    assert names_bound_by([]) == set()
