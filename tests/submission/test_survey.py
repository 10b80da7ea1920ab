import pytest

from grader.submission.parse import parse_cell
from grader.submission.survey import survey

STUB = "def relu(x):\n    '''Return max(0, x).'''\n    raise NotImplementedError\n"
ANSWER = "def relu(x):\n    return abs(x)\n"


def state_of(source: str) -> str:
    return survey(parse_cell("a.py", source), ["relu"])[1]["relu"].state


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
def test_a_name_bound_elsewhere_is_missing(source):
    assert state_of(source) == "missing"


def binding_of(source: str) -> int:
    ((binding), *_) = survey(parse_cell("a.py", source), ["relu"])[0]
    return binding.statement


def test_an_answer_counts_wherever_the_stub_stands():
    assert binding_of(STUB + ANSWER) == 1
    assert binding_of(ANSWER + STUB) == 0


def test_a_definition_counts_over_a_later_assignment():
    assert binding_of(ANSWER + "relu = 3\n") == 0


def test_of_two_definitions_the_last_counts():
    assert binding_of(ANSWER + ANSWER) == 1


def test_a_similar_name_is_offered():
    _, sources = survey(parse_cell("a.py", "def Relu(x):\n    return x\n"), ["relu"])
    assert sources["relu"].similar == "Relu"


def test_a_task_in_a_broken_block_is_unreadable_and_carries_the_reason():
    _, sources = survey(parse_cell("a.py", "def relu(x:\n    return x\n"), ["relu"])
    assert sources["relu"].state == "unreadable"
    assert sources["relu"].problem.line == 1


def test_a_very_long_sum_is_looked_through():
    assert state_of("x = " + "a + " * 1_500 + "a\nrelu = abs\n") == "answered"
