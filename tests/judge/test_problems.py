import pytest

from grader.judge.problems import note_on, place_of, reason_of
from grader.judge.wording import sentence
from grader.protocol.problems import Problem
from grader.records import Place

PLACE = {"file": "03_sgd.py", "line": 7, "source": "y = f(x)"}


def said(problem) -> str:
    return sentence(reason_of(problem, "relu(1)"), {})


@pytest.mark.parametrize(
    ("problem", "code", "says"),
    [
        (
            Problem("exception", "NameError", "name 'q' is not defined", **PLACE),
            "exception.name_undefined",
            ["relu(1)", "NameError in 03_sgd.py, line 7", "name 'q'", "[y = f(x)]"],
        ),
        (
            Problem("exception", "NameError", "q", "a.ipynb", 3, 7, "y = q"),
            "exception.other",
            ["NameError in a.ipynb, code cell 3, line 7"],
        ),
        (
            Problem("timeout", limit=20.0),
            "limit.time",
            ["relu(1) used more than 20 seconds of processor time. Is there a loop"],
        ),
        (Problem("timeout", limit=0.5), "limit.time", ["more than 0.5 seconds"]),
        (Problem("waited", limit=20.0), "limit.waiting", ["relu(1) did not finish", "waiting"]),
        (
            Problem("task_time", limit=60.0),
            "limit.task_time",
            ["relu(1) did not finish", "calls of this task together", "more than 60 seconds"],
        ),
        (
            Problem("total_time", limit=100.0),
            "limit.total_time",
            ["relu(1) did not finish", "tasks of this file together", "more than 100 seconds"],
        ),
        (Problem("memory", limit=2048), "limit.memory", ["more than 2 GB of memory in relu(1)"]),
        (Problem("memory", limit=300), "limit.memory", ["300 MB"]),
        (Problem("disk", limit=64), "limit.disk", ["more than 64 MB to files"]),
        (Problem("threads", limit=9), "limit.threads", ["started more than 9 threads"]),
        (Problem("crash", exit_code=-11), "process.ended", ["SIGSEGV"]),
        (Problem("crash", exit_code=0), "process.ended", ["exit code 0"]),
        (Problem("exit", "SystemExit", "0", **PLACE), "process.exit", ["SystemExit", "line 7"]),
        (Problem("protocol", message="9 bytes"), "process.protocol", ["what relu(1) sent back: 9"]),
        (Problem("undefined"), "function.undefined", ["relu(1) cannot be called"]),
        (
            Problem("exception", "TypeError", "'Dense' object is not iterable", **PLACE),
            "exception.layer_in_place_of_list",
            ["where a list is needed"],
        ),
        (
            Problem("exception", "ValueError", "Cannot convert '3' to a shape"),
            "exception.shape_is_a_number",
            ["(n,)"],
        ),
        (
            Problem("exception", "ValueError", "The truth value of an array with more than one"),
            "exception.truth_of_an_array",
            ["NumPy's functions"],
        ),
        (
            Problem("exception", "NotImplementedError", "", "a", 0, 3, "raise NotImplementedError"),
            "exception.stub_line_left",
            ["delete it"],
        ),
        (
            Problem(
                "exception", "TypeError", "'int' object is not iterable", "a", 0, 3, "Input(n)"
            ),
            "exception.shape_is_a_number",
            ["A shape is a tuple"],
        ),
        (
            Problem(
                "exception",
                "TypeError",
                "'float' object cannot be interpreted as an integer",
                "a",
                0,
                3,
                "np.max(0, x)",
            ),
            "exception.maximum_inside",
            ["another function compares two"],
        ),
    ],
)
def test_a_problem_has_its_code_and_its_sentence(problem, code, says):
    assert reason_of(problem, "relu(1)").code == code
    for part in says:
        assert part in said(problem)
    assert "\n" not in said(problem)


@pytest.mark.parametrize(
    ("problem", "note"),
    [
        (
            Problem("timeout", limit=20.0, file="a.py", line=4, source="while True:"),
            "used more than 20 seconds of processor time in a.py, line 4 [while True:]",
        ),
        (
            Problem("memory", limit=2048, file="a.py", line=4, source="x = [0] * 10**9"),
            "Your code used more than 2 GB of memory in a.py (a.py, line 4).",
        ),
        (
            Problem("crash", exit_code=0, file="a.py", line=4, source="os._exit(0)"),
            "ended the whole Python process in a.py, line 4 [os._exit(0)]",
        ),
    ],
)
def test_a_statement_that_failed_becomes_a_note(problem, note):
    assert note_on(problem) == note


def test_the_place_of_a_problem_is_the_learners_line():
    assert place_of(Problem("exception", **PLACE)) == Place("03_sgd.py", 0, 7, "y = f(x)")
    assert place_of(Problem("crash")) is None


def test_a_for_between_the_items_of_a_list_is_explained():
    """The message is Python's own, as its parser gives it."""
    with pytest.raises(SyntaxError) as raised:
        compile("[1, x for x in y]", "a.py", "exec")
    told = sentence(reason_of(Problem("syntax", "SyntaxError", raised.value.msg), "relu"), {})
    assert "square brackets of its own" in told
