"""The places in evidence are those of the file as it was read."""

import pytest

from grader.judge.places import located
from grader.protocol.calls import Cell
from grader.protocol.excerpts import Excerpt
from grader.protocol.problems import Problem
from grader.records import Evidence, Outcome, Submission

SCRIPT = Submission("ada", "x", "a.py", 0, {}, (Cell("a.py", 0, 1, "x = 1\n\ty = w + c\n"),))
FORGED = Excerpt("forged", 2, 900)


def problem(line: int, column: int = 0, end_column: int = 0, **parts) -> Problem:
    marks = {"column": column, "end_column": end_column, "excerpt": FORGED}
    return Problem("exception", "E", "no", line=line, **{"file": "a.py", **marks, **parts})


def found(one: Problem, submission: Submission = SCRIPT) -> Problem:
    evidence = Evidence({"relu": {"q": Outcome((), one)}}, (one,))
    read = located(evidence, submission)
    assert read.outcomes["relu"]["q"].problem == read.loading[0]
    return read.loading[0]


def test_the_line_is_read_from_the_file():
    one = found(problem(2, 10, 11, source="forged"))
    assert (one.column, one.end_column, one.source) == (10, 11, "y = w + c")
    assert one.excerpt == Excerpt("\ty = w + c", 9, 10)


@pytest.mark.parametrize(
    ("column", "end_column"), [(0, 0), (12, 13), (-3, 2), (2**62, 2**62), (-(2**62), 5)]
)
def test_columns_outside_the_line_are_0(column, end_column):
    one = found(problem(2, column, end_column))
    assert (one.column, one.end_column) == (0, 0)
    assert one.excerpt == Excerpt("\ty = w + c")


def test_an_end_outside_the_line_is_its_end():
    assert found(problem(2, 6, 2**62)).end_column == 11


@pytest.mark.parametrize(
    "one",
    [
        problem(0, 1, 2),
        problem(4, 1, 2),
        problem(2**62, 1, 2),
        problem(-1, 1, 2),
        problem(2, 1, 2, cell=1),
        problem(2, 1, 2, file="b.py"),
        problem(0, 1, 2, file=""),
    ],
)
def test_a_line_that_the_file_does_not_have_is_not_marked(one):
    read = found(one)
    assert (read.column, read.end_column, read.excerpt) == (0, 0, Excerpt())
    assert (read.file, read.line) == (one.file, one.line)


def test_a_line_of_a_cell_is_shown_as_it_was_written():
    cells = (Cell("a.ipynb", 1, 1, "x = 1"), Cell("a.ipynb", 2, 1, "def f():\n    return c"))
    written = ("", ">>> def f():\n...     return c")
    submission = Submission("ada", "x", "a.ipynb", 0, {}, cells, written=written)
    one = found(problem(2, 12, 13, file="a.ipynb", cell=2), submission)
    assert (one.column, one.end_column, one.source) == (16, 17, "return c")
    assert one.excerpt == Excerpt("...     return c", 15, 16)


def test_lines_of_the_pieces_of_a_cell_are_told_apart():
    cells = (Cell("a.py", 0, 1, "a = 1\n"), Cell("a.py", 0, 7, "b = 2\nc = 3\n"))
    submission = Submission("ada", "x", "a.py", 0, {}, cells, written=("", ""))
    assert [found(problem(line), submission).source for line in (1, 7, 8)] == [
        "a = 1",
        "b = 2",
        "c = 3",
    ]
    assert found(problem(5), submission).excerpt == Excerpt()


def test_what_is_no_problem_stays():
    evidence = Evidence({"relu": {"q": Outcome()}})
    assert located(evidence, SCRIPT) == evidence
