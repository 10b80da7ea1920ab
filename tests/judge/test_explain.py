import pytest

from grader.judge.explain import explain, note
from grader.sandbox.messages import Problem

PLACE = {"where": "03_sgd.py", "line": 7, "code": "y = f(x)"}


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (
            Problem("exception", "NameError", "name 'q' is not defined", **PLACE),
            ["relu(1)", "NameError in 03_sgd.py, line 7", "name 'q'", "[y = f(x)]"],
        ),
        (Problem("timeout", message="20 seconds"), ["relu(1) did not finish within 20 seconds"]),
        (Problem("crash", message="-11"), ["SIGSEGV"]),
        (Problem("crash", message="0"), ["exit code 0"]),
        (Problem("exit", "SystemExit", "0", **PLACE), ["SystemExit", "line 7"]),
        (Problem("flood", message="a frame of 9 bytes"), ["more than can be looked at"]),
        (
            Problem("exception", "TypeError", "'Dense' object is not iterable", **PLACE),
            ["takes a list of layers"],
        ),
        (Problem("exception", "ValueError", "Cannot convert '3' to a shape"), ["(n,)"]),
        (
            Problem("exception", "ValueError", "The truth value of an array with more than one"),
            ["NumPy's functions"],
        ),
    ],
)
def test_a_problem_is_told_as_what_it_is(problem, says):
    message = explain(problem, "relu(1)")
    for part in says:
        assert part in message
    assert "\n" not in message


def test_a_function_the_file_never_defined_is_told_with_the_line_that_failed_before():
    failed = Problem("exception", "ImportError", "no pandas", "02.py", 3, "import pandas")
    missing = Problem("exception", "_NoSuchFunctionError", "relu")
    message = explain(missing, "relu(1)", [failed])
    assert "was not defined" in message
    assert "line 3" in message


def test_a_missing_name_is_told_with_the_line_that_should_have_made_it():
    failed = Problem("exception", "ImportError", "no kears", "02.py", 1, "import kears as keras")
    other = Problem("exception", "KeyError", "x", "02.py", 2, "table[x]")
    missing = Problem("exception", "NameError", "name 'keras' is not defined", **PLACE)
    assert "import kears" in explain(missing, "build(1)", [other, failed])
    assert "Earlier" not in explain(missing, "build(1)", [other])


def test_a_stub_line_left_below_is_told():
    left = Problem("exception", "NotImplementedError", "", "a.py", 3, "raise NotImplementedError")
    assert "delete it" in explain(left, "relu(1)")


def test_advice_is_about_the_message_not_about_words_in_the_code():
    code = "x = keras.layers.Input(shape=(n))"
    problem = Problem("exception", "TypeError", "'int' object is not iterable", "a.py", 3, code)
    assert "A shape is a tuple" in explain(problem, "build(1)")
    code = "return np.max(0, x)"
    message = "'float' object cannot be interpreted as an integer"
    problem = Problem("exception", "TypeError", message, "a.py", 3, code)
    assert "another function compares two" in explain(problem, "relu(1)")


def test_an_endless_statement_is_a_note_in_words():
    endless = Problem("timeout", message="20 seconds", where="a.py", line=4, code="while True:")
    assert note(endless) == "did not finish within 20 seconds in a.py, line 4 [while True:]"
