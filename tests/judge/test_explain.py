import pytest

from grader.judge.explain import explain
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
