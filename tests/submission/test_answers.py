import pytest

from grader.submission.answers import find_answers
from grader.submission.contents import Contents
from grader.submission.parse import parse, parse_cells

STUB = "def relu(x):\n    '''Return max(0, x).'''\n    raise NotImplementedError\n"
ANSWER = "def relu(x):\n    return abs(x)\n"


def answers(source: str) -> Contents:
    return find_answers(parse_cells("a.py", [parse(source)], 0), ["relu"], "____")


def state_of(source: str) -> str:
    return answers(source).tasks["relu"].state


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("raise NotImplementedError", "untouched"),
        ("raise NotImplementedError()", "untouched"),
        ("raise NotImplementedError('todo')", "untouched"),
        ("'''doc'''", "untouched"),
        ("pass", "untouched"),
        ("...", "untouched"),
        ("return ____", "untouched"),
        ("y = ____ * x\n    return y", "untouched"),
        ("return x\n    ____", "answered"),
        ("return x\n    raise NotImplementedError", "answered"),
        ("raise ValueError", "answered"),
        ("return None", "answered"),
    ],
)
def test_a_body_is_untouched_or_answered(body, state):
    assert state_of(f"def relu(x):\n    {body}\n") == state


@pytest.mark.parametrize(
    "source",
    [
        "relu = abs",
        "relu: object = abs",
        "from operator import pos as relu",
        "class relu:\n    pass",
        "if True:\n    def relu(x):\n        return x",
        "a, (relu, b) = 1, (2, 3)",
        "try:\n    relu = abs\nexcept Exception:\n    pass",
    ],
)
def test_a_name_may_be_bound_in_any_way(source):
    assert state_of(source) == "answered"


@pytest.mark.parametrize(
    "source", ["", "def f():\n    relu = 1", "x = [relu for relu in ()]", "x.relu = 1"]
)
def test_a_name_that_is_not_bound_at_top_level_is_missing(source):
    assert state_of(source) == "missing"


def binding_of(source: str) -> int:
    return answers(source).tasks["relu"].spot.statement


def test_an_answer_counts_before_or_after_the_stub():
    assert binding_of(STUB + ANSWER) == 1
    assert binding_of(ANSWER + STUB) == 0


def test_a_definition_counts_rather_than_a_later_assignment():
    assert binding_of(ANSWER + "relu = 3\n") == 0


def test_of_two_definitions_the_last_counts():
    assert binding_of(ANSWER + ANSWER) == 1


def test_a_similar_name_is_offered():
    assert answers("def Relu(x):\n    return x\n").tasks["relu"].similar == "Relu"


def test_a_task_in_a_block_that_does_not_parse_is_unreadable_with_the_problem():
    source = answers("def relu(x:\n    return x\n").tasks["relu"]
    assert source.state == "unreadable"
    assert source.problem.line == 1


def test_an_answer_has_the_line_on_which_it_begins():
    spot = answers("import numpy\n\n" + ANSWER).tasks["relu"].spot
    assert (spot.line, spot.source) == (3, "def relu(x):")


def test_every_statement_has_the_line_on_which_it_begins():
    (piece,) = answers("a = 1\n\nb = (\n2)\nc = 3\n").pieces
    assert piece.statements == (1, 3, 5)


def test_a_very_long_sum_is_searched():
    assert state_of("x = " + "a + " * 1_500 + "a\nrelu = abs\n") == "answered"
