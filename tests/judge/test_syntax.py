"""The messages are those of the Python that runs the tests."""

import pytest

from grader.judge.problems import reason_of
from grader.judge.wording import sentence
from grader.judge.wording.syntax import SYNTAX_ADVICE
from grader.submission.parse import parse, parse_cells

CASES = [
    ("outside_function", "def f(x):\n    y = x\n\nreturn y\n", 4),
    ("outside_function", "yield 2\n", 1),
    ("outside_async", "def f(x):\n    await x\n", 2),
    ("outside_async", "await x\n", 1),
    ("outside_loop", "if True:\n    break\n", 2),
    ("outside_loop", "def f(x):\n    continue\n", 2),
    ("parameter_twice", "def f(x, x):\n    return x\n", 1),
    ("assignment_to_value", "3 = x\n", 1),
    ("assignment_to_value", "f(x) = 3\n", 1),
    ("assignment_to_value", "None = 3\n", 1),
    ("assignment_to_value", "x + 1 = y\n", 1),
    ("equals_in_condition", "if x = 3:\n    pass\n", 1),
    ("comprehension", "[1, x for x in y]\n", 1),
    ("side_by_side", "f(a x)\n", 1),
    ("colon_missing", "def f(x)\n    return x\n", 1),
    ("colon_missing", "for x in y\n    pass\n", 1),
    ("else_if", "if x > 0:\n    y = 1\nelse if x < 0:\n    y = 2\n", 3),
    ("file_imported", "from 01_single_neuron import neuron\n", 1),
    ("bracket_not_closed", "def f(x):\n    return max(x, 0\n", 2),
    ("bracket_not_opened", "x = 3)\n", 1),
    ("brackets_differ", "x = max([1, 2)]\n", 1),
    ("brackets_differ", "x = max([1,\n 2)]\n", 2),
    ("quote_not_closed", 'x = "relu\n', 1),
    ("quote_not_closed", 'x = f"relu\n', 1),
    ("long_quote_not_closed", 'x = 2\n\ndef f(x):\n    """Doc\n    return x\n', 4),
    ("foreign_character", "x = \u201crelu\u201d\n", 1),
    ("foreign_character", "x =\u00a03\n", 1),
    ("foreign_character", "x = 3 \u2212 2\n", 1),
    ("print_without_brackets", "print x\n", 1),
    ("number_and_letters", "y = 2x\n", 1),
    ("order_of_arguments", "f(a=1, 2)\n", 1),
    ("backslash", "x = 3 \\ 2\n", 1),
    ("tabs_and_spaces", "if x:\n        y = 1\n\tz = 2\n", 3),
    ("indented_too_far", "def f(x):\n    y = x\n      return y\n", 3),
    ("block_missing", "def f(x):\nreturn x\n", 2),
    ("block_missing", "if x:\n\ny = 3\n", 3),
    ("indented_between", "def f(x):\n        y = x\n    return y\n", 3),
]


@pytest.mark.parametrize(("code", "source", "line"), CASES)
def test_what_python_refuses_is_recognised_and_told_at_its_line(code, source, line):
    (block,) = parse_cells("a.py", [parse(source)], 0).unparsed
    reason = reason_of(block.problem, "f")
    assert (reason.code, block.problem.line) == (f"source.{code}", line)
    told = sentence(reason, {})
    assert told.startswith(f"{block.problem.type_name} in a.py, line {line}: ")


def test_each_piece_of_advice_belongs_to_a_mistake_that_python_reports():
    assert {f"source.{code}" for code, _, _ in CASES} == set(SYNTAX_ADVICE)


def test_the_name_of_what_stands_outside_is_told():
    (block,) = parse_cells("a.py", [parse("def f(x):\n    await x\n")], 0).unparsed
    assert "An await works only" in sentence(reason_of(block.problem, "f"), {})


def test_a_colon_that_ends_no_line_is_left_to_pythons_own_words():
    (block,) = parse_cells("a.py", [parse("double = lambda x 2 * x\n")], 0).unparsed
    assert reason_of(block.problem, "f").code == "source.syntax"
