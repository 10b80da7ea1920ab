"""Sentences on learner code that gave no answer. The cases contain messages of Python and Keras."""

import pytest

from grader.judge.problems import note_on, reason_of
from grader.judge.wording import sentence
from grader.protocol.problems import Problem


def said(problem: Problem) -> str:
    return sentence(reason_of(problem, "relu(1)"), {})


@pytest.mark.parametrize(
    ("code", "type_name", "message", "source", "says"),
    [
        (
            "layers_without_list",
            "TypeError",
            "'Dense' object is not iterable",
            "keras.Sequential(keras.layers.Dense(1))",
            "square brackets",
        ),
        (
            "array_is_not_a_number",
            "TypeError",
            "only 0-dimensional arrays can be converted to Python scalars",
            "return float(x)",
            "take one number",
        ),
        (
            "optimizer_unknown",
            "ValueError",
            "Could not interpret optimizer identifier: adm",
            "model.compile('adm')",
            "by its name in quotes",
        ),
        (
            "name_unknown_to_keras",
            "ValueError",
            "Could not interpret loss identifier: maee",
            "model.compile(loss='maee')",
            "spelt right",
        ),
        (
            "activation_unknown",
            "ValueError",
            "Could not interpret activation function identifier: Relu",
            "keras.layers.Dense(1, 'Relu')",
            "in small letters",
        ),
        (
            "unknown_argument",
            "TypeError",
            "f() got an unexpected keyword argument 'activaton'",
            "Dense(1, activaton='relu')",
            "no argument with this name",
        ),
        (
            "missing_argument",
            "TypeError",
            "f() missing 1 required positional argument: 'units'",
            "Dense()",
            "An argument is left out",
        ),
        ("not_callable", "TypeError", "'int' object is not callable", "n()", "round brackets"),
        (
            "no_attribute",
            "AttributeError",
            "module 'numpy' has no attribute 'maximun'",
            "np.maximun(0, x)",
            "nothing with this name",
        ),
        ("no_module", "ModuleNotFoundError", "No module named 'pandas'", "import pandas", "Only"),
        ("recursion", "RecursionError", "maximum recursion depth exceeded", "f(x)", "calls itself"),
        ("input_without_user", "EOFError", "EOF when reading a line", "input()", "Nobody can"),
        ("other", "ZeroDivisionError", "division by zero", "1 / 0", "[1 / 0]"),
        ("other", "ZeroDivisionError", "division by zero", "1 / 0  # not an EOFError", "[1 / 0"),
        (
            "maximum_inside",
            "TypeError",
            "only integer scalar arrays can be converted to a scalar index",
            "return np.max(0, x)",
            "another function compares",
        ),
        (
            "layers_without_list",
            "TypeError",
            "'ReLU' object is not iterable",
            "keras.Sequential(keras.layers.ReLU())",
            "takes a list of layers",
        ),
    ],
)
def test_the_advice_depends_on_the_message_and_the_line(code, type_name, message, source, says):
    problem = Problem("exception", type_name, message, "a.py", 0, 7, source)
    assert reason_of(problem, "relu(1)").code == f"exception.{code}"
    told = said(problem)
    line = f"relu(1) stopped with {type_name} in a.py, line 7: {message}   [{source}]"
    assert told.startswith(line)
    assert says in told


def test_a_source_pattern_does_not_match_the_message():
    """A pattern for the source line must not match the message."""
    problem = Problem("exception", "TypeError", "'float' cannot be interpreted as an integer")
    assert reason_of(problem, "relu(1)").code == "exception.other"


@pytest.mark.parametrize(
    ("kind", "limit", "code", "told"),
    [
        ("memory", 1536, "limit.memory", "used more than 1536 MB of memory"),
        ("memory", 3072, "limit.memory", "used more than 3 GB of memory"),
        ("file_size", 16, "limit.file_size", "wrote a file larger than 16 MB"),
        ("disk", 64, "limit.disk", "wrote more than 64 MB to files"),
        ("files", 1000, "limit.files", "made more than 1000 files"),
        ("descriptors", 128, "limit.descriptors", "held more than 128 files open at once"),
        ("threads", 50, "limit.threads", "started more than 50 threads"),
    ],
)
def test_an_exceeded_limit_is_reported_with_its_value(kind, limit, code, told):
    problem = Problem(kind, limit=limit, file="a.ipynb", cell=2, line=3)
    assert reason_of(problem, "relu(1)").code == code
    assert said(problem).startswith(f"Your code {told}")
    assert said(problem).endswith(" in relu(1) (a.ipynb, code cell 2, line 3).")


@pytest.mark.parametrize(
    ("kind", "limit", "told"),
    [
        ("memory", 2048, "Your code used more than 2 GB of memory."),
        ("disk", 64, "Your code wrote more than 64 MB to files."),
    ],
)
def test_an_exceeded_limit_without_a_place_is_a_sentence_too(kind, limit, told):
    """This happens before the first statement runs."""
    assert note_on(Problem(kind, limit=limit)) == told


@pytest.mark.parametrize(("limit", "told"), [(1, "1 second"), (20, "20 seconds"), (0.5, "0.5 se")])
def test_seconds_are_counted(limit, told):
    assert f"used more than {told}" in said(Problem("timeout", limit=limit))


@pytest.mark.parametrize(
    ("exit_code", "told"),
    [
        (3, "exit code 3"),
        (0, "exit code 0"),
        (-9, "SIGKILL"),
        (-6, "SIGABRT"),
        (-35, "signal 35"),  # a real-time signal, which has no name
    ],
)
def test_the_end_of_a_process_is_reported_with_its_exit_code_or_signal(exit_code, told):
    problem = Problem("crash", exit_code=exit_code)
    assert reason_of(problem, "relu(1)").code == "process.ended"
    assert said(problem) == f"relu(1) ended the whole Python process ({told})."


@pytest.mark.parametrize("kind", ["syntax", "unreadable"])
def test_the_message_on_a_file_that_cannot_be_run_has_no_subject(kind):
    problem = Problem(kind, "SyntaxError", "invalid syntax", "a.py", 0, 2, "f(x")
    assert reason_of(problem, "relu").code == f"source.{kind}"
    assert said(problem) == "SyntaxError in a.py, line 2: invalid syntax   [f(x]"


def test_an_exit_and_an_invalid_message_are_reported():
    assert said(Problem("exit", "SystemExit", "0", "a.py", 0, 4)) == (
        "relu(1) tried to exit Python with SystemExit in a.py, line 4. Expected a return."
    )
    assert "{message}" not in said(Problem("protocol", message="a frame of 9 bytes"))


def test_braces_in_learner_text_are_unchanged():
    problem = Problem("exception", "KeyError", "'{x}'", "{a}.py", 0, 1, "d['{x}'] {0}")
    assert (
        said(problem) == "relu(1) stopped with KeyError in {a}.py, line 1: '{x}'   [d['{x}'] {0}]"
    )
    assert note_on(problem) == "KeyError in {a}.py, line 1: '{x}' [d['{x}'] {0}]"


def test_an_exception_without_a_learners_line_ends_in_one_full_stop():
    assert said(Problem("exception", "ValueError", "no.")) == "relu(1) stopped with ValueError: no."
    assert said(Problem("exception", "KeyboardInterrupt")) == (
        "relu(1) stopped with KeyboardInterrupt."
    )
