"""Problems that only the rest of the file explains: undefined names, stubs, changed parameters."""

import pytest

from grader.judge.causes import in_other_words
from grader.judge.learner_file import LearnerFile, names_bound_by
from grader.judge.problems import note_on, reason_of
from grader.judge.wording import sentence
from grader.protocol.calls import Cell
from grader.protocol.problems import Problem
from grader.records import Place, Reason, Submission, TaskSource


def said(problem, file=None, function="relu") -> str:
    return sentence(reason_of(problem, "relu(1)", file, function=function), {})


def file_of(*statements: str, loading=(), tasks=None, stub=None, elsewhere=None) -> LearnerFile:
    """Return a script of these statements, each on the lines after the one before.

    As Python counts, a decorated function begins on the line of its def.
    """
    starts, line = [], 1
    for statement in statements:
        starts.append(line + statement.startswith("@"))
        line += statement.count("\n") + 1
    cell = Cell("a.py", 0, 1, "\n".join(statements))
    submission = Submission("ada", "x", "a.py", 0, tasks or {}, (cell,), (tuple(starts),))
    return LearnerFile(submission, tuple(loading), stub, elsewhere or {})


def failed(line: int, source: str = "", message: str = "no") -> Problem:
    return Problem("exception", "ValueError", message, "a.py", 0, line, source)


def undefined(name: str, line: int = 9) -> Problem:
    source = f"return {name}(x)"
    return Problem(
        "exception", "NameError", f"name '{name}' is not defined", "a.py", 0, line, source
    )


ANSWER = TaskSource("answered", Place("a.py", 0, 2, "relu = np.vectorize(max)"))


def test_an_undefined_function_is_reported_with_the_problem_of_its_own_statement():
    lines = ("x = 1 / 0", "relu = np.vectorize(max)", "y = relu(1)")
    loading = [failed(1, lines[0]), failed(2, lines[1]), failed(3, lines[2])]
    file = file_of(*lines, loading=loading, tasks={"relu": ANSWER})
    assert "was not defined after the file had run. ValueError in a.py, line 2" in said(
        Problem("undefined"), file
    )
    unrelated = file_of(*lines, loading=loading[:1], tasks={"relu": ANSWER})
    assert said(Problem("undefined"), unrelated).endswith("after the file had run.")


@pytest.mark.parametrize(
    "statement",
    [
        "import kears as keras",
        "import keras.layers",
        "from learn import (numpy,\n    keras)",
        "keras = find()",
        "keras: Module = find()",
        "tf, keras = find()",
        "tf = keras = find()",
        "try:\n    import keras\nexcept KeyError:\n    pass",
        "with open(x) as keras:\n    pass",
        "@decorated\ndef keras(x):\n    return x",
        "class keras(Base):\n    pass",
    ],
)
def test_an_undefined_name_is_reported_with_the_problem_at_its_own_binding(statement):
    file = file_of("table[x]", statement, loading=[failed(1, "table[x]"), failed(2)])
    told = said(undefined("keras"), file)
    assert "Earlier: ValueError in a.py, line 2" in told
    assert "had not been reached" not in told


@pytest.mark.parametrize(
    "statement",
    [
        "plot(keras)",
        "keras.seed(1)",
        "keras[0] = 1",
        "f(keras=1)",
        "x = keras.Sequential()",
        "if x == keras:\n    pass",
        "import keras as tf",
        "from keras import layers",
        "def f(keras):\n    keras = 1",
        "build(\n    keras=1,\n)",
    ],
)
def test_a_problem_of_a_statement_that_only_uses_the_name_is_not_its_cause(statement):
    file = file_of("table[x]", statement, loading=[failed(1, "table[x]"), failed(2, statement)])
    assert "Earlier" not in said(undefined("keras"), file)


def test_a_problem_inside_a_function_does_not_leave_the_function_undefined():
    file = file_of("def load():\n    return 1 / 0", "y = load()", loading=[failed(2, "1 / 0")])
    assert "Earlier" not in said(undefined("load"), file)


def test_a_name_whose_statement_did_not_bind_it_is_not_called_misspelt():
    lines = ("def load():\n    return 1 / 0", "y = load()", "def relu(x):\n    return y")
    file = file_of(*lines, loading=[failed(2, "1 / 0")], tasks={"relu": ANSWER})
    told = said(undefined("y", 5), file)
    assert "y gets a value in line 3, but this had failed or had not been reached" in told
    assert "relu gets a value in line 4, but" in said(undefined("relu", 1), file)


def test_a_task_that_does_not_parse_is_the_cause_of_its_undefined_name():
    broken = Problem("syntax", "SyntaxError", "expected ':'", "a.py", 0, 3, "def relu(x)")
    file = file_of("x = 1", tasks={"relu": TaskSource("unreadable", problem=broken)})
    assert "Earlier: SyntaxError in a.py, line 3" in said(undefined("relu"), file)


def test_a_name_that_nothing_bound_is_explained():
    file = file_of(
        "def relu(x, w):\n    return wx",
        tasks={"relu": ANSWER, "unit": TaskSource("missing")},
        elsewhere={"neuron": "01_single_neuron"},
    )
    assert "of another file, 01_single_neuron" in said(undefined("neuron", 2), file)
    assert "has no function of this name" in said(undefined("unit", 2), file)
    assert "has given tanx a value" in said(undefined("tanx", 2), file)
    answer = TaskSource("answered", Place("a.py", 0, 1, "def relu(x, w):"))
    known = file_of("def relu(x, w):\n    return wx", tasks={"relu": answer})
    assert "Python reads wx as one name" in said(undefined("wx", 2), known)
    assert "Python reads" not in said(undefined("ax", 2), known)


STUB_LINE = "    raise NotImplementedError"


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("untouched", "unit is not written yet, and this code calls it."),
        ("answered", "still in unit, which this code calls. Delete it there."),
    ],
)
def test_a_stub_line_of_another_task_is_not_blamed_on_the_calling_one(state, told):
    lines = (f"def unit(x):\n{STUB_LINE}", f"def relu(x):\n    unit(x)\n{STUB_LINE}")
    file = file_of(*lines, tasks={"unit": TaskSource(state, Place("a.py", 0, 1))})
    raised = Problem("exception", "NotImplementedError", "", "a.py", 0, 2, STUB_LINE.strip())
    assert told in said(raised, file)
    assert told in note_on(raised, file)
    own = Problem("exception", "NotImplementedError", "", "a.py", 0, 5, STUB_LINE.strip())
    assert "still in the function: delete it" in said(own, file)


@pytest.mark.parametrize(
    ("message", "line", "told"),
    [
        ("relu() missing 1 required positional argument: 'x'", 0, True),
        ("relu() takes 0 positional arguments but 1 was given", 0, True),
        ("f() takes 0 positional arguments but 1 was given", 0, False),
        ("relu() missing 1 required positional argument: 'x'", 2, False),
    ],
)
def test_changed_parameters_are_shown_beside_the_stubs(tmp_path, message, line, told):
    stub = tmp_path / "x.py"
    stub.write_text("# %%\ndef relu(\n    x,\n):\n    raise NotImplementedError\n")
    answer = TaskSource("answered", Place("a.py", 0, 1, "def relu(self, x):"))
    file = file_of("def relu(self, x: f(1) = (2)):\n    pass", tasks={"relu": answer}, stub=stub)
    problem = Problem("exception", "TypeError", message, "a.py" if line else "", 0, line)
    expected = "The stub has relu(x); this file has relu(self, x: f(1) = (2))."
    assert (expected in said(problem, file)) is told


@pytest.mark.parametrize(
    ("body", "method"),
    [
        ("return model.add(1)", "add"),
        ("return model.layers[0].compile(1)", "compile"),
        ("return []\\\n        .append(1)", ""),
        ("m = m.compile(1)\n    return m", "compile"),
        ("m.compile(1)\n    n = m.build()\n    return m", ""),
        ("m.compile(1)", ""),
        ("return  # model.add(1)", ""),
    ],
)
def test_none_from_a_method_that_changes_its_object_is_told_from_a_missing_return(body, method):
    answer = TaskSource("answered", Place("a.py", 0, 1, "def f(x):"))
    file = file_of(f"def f(m):\n    {body}", "return_value.add(1)", tasks={"f": answer})
    nothing = Reason("value.nothing", {"function": "f", "expected": "model"})
    told = sentence(in_other_words(nothing, file, "build"), {})
    assert (f"The method {method} changes its object" in told) is bool(method)
    assert ("Is the return missing?" in told) is (body == "m.compile(1)")


def test_lines_are_counted_in_each_cell_of_a_notebook():
    cells = (Cell("a.ipynb", 1, 1, "import kears as keras"), Cell("a.ipynb", 2, 1, "x = 1"))
    submission = Submission("ada", "x", "a.ipynb", 0, {}, cells, ((1,), (1,)))
    missing = undefined("keras")
    for cell, is_told in ((1, True), (2, False)):
        problem = Problem("exception", "ImportError", "no", "a.ipynb", cell, 1)
        told = said(missing, LearnerFile(submission, (problem,)))
        assert ("Earlier: ImportError in a.ipynb, code cell 1" in told) is is_told


def test_of_long_lines_and_statements_only_the_beginning_is_looked_at():
    """The time of some patterns is quadratic in the length of a line."""
    word = "a" * 60_000
    file = file_of("x = 1", f"def relu(x):\n    {word}" + f"\n    {word}" * 500)
    statement = file.statement_at(0, 2)
    assert len(statement) <= 200
    assert max(map(len, statement)) <= 300
    nothing = Reason("value.nothing", {"function": "relu", "expected": "numbers"})
    assert in_other_words(nothing, file, "build") is nothing


def test_of_many_chained_assignments_only_the_first_are_looked_at():
    assert names_bound_by(["a = b = c = 1"]) == {"a", "b", "c"}
    assert len(names_bound_by(["=".join(f"n{number}" for number in range(60)) + "=1"])) == 10


TRAINED = "def train(model, x, y):\n    return model.fit(x, y, {}).history['loss']"


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("epochs=5000", "trains for 5000 epochs, whether the loss still decreases or not."),
        ("epochs=5000, callbacks=[stop]", "a loop that never ends"),
        ("epochs=5000, callbacks=[EarlyStopping(patience=5)]", "watches val_loss here"),
        ("epochs=5000, callbacks=[EarlyStopping()]", "watches val_loss here"),
        ("epochs=5000, callbacks=[EarlyStopping('val_loss')]", "watches val_loss here"),
        ("epochs=5000, callbacks=[EarlyStopping(monitor='val_loss')]", "watches val_loss here"),
        ("epochs=5000, callbacks=[EarlyStopping(monitor='loss')]", "a loop that never ends"),
        ("epochs=5000, callbacks=[EarlyStopping(patience=5, monitor='loss')]", "never ends"),
        ("epochs=5000, callbacks=[EarlyStopping('loss')]", "a loop that never ends"),
        ("epochs=5000, callbacks=[EarlyStopping()], validation_split=0.1", "never ends"),
        ("epochs=5", "a loop that never ends"),
        ("5000  # epochs=5000", "a loop that never ends"),
    ],
)
def test_a_fixed_number_of_epochs_that_takes_too_long_is_named(settings, says):
    place = Place("a.py", 0, 1, "def train(model, x, y):")
    file = file_of(TRAINED.format(settings), tasks={"train": TaskSource("answered", place)})
    assert says in said(Problem("timeout", limit=20), file, "train")


@pytest.mark.parametrize(
    ("own", "is_named"),
    [
        ("def relu(b, x):", True),
        ("def relu(b: float = 0, x=1):", True),
        ("def relu(x, b):", False),
        ("def relu(x, c):", False),
    ],
)
def test_parameters_in_another_order_are_the_reason_for_whatever_fails(tmp_path, own, is_named):
    (tmp_path / "stub.py").write_text("def relu(x, b):\n    ...\n")
    tasks = {"relu": TaskSource("answered", Place("a.py", 0, 1, own))}
    file = file_of(f"{own}\n    return x", tasks=tasks, stub=tmp_path / "stub.py")
    wrong = Reason("value.shape", {})
    assert (in_other_words(wrong, file, "relu").code == "function.other_order") is is_named
    told = said(Problem("exception", "ValueError", "no"), file)
    assert ("instead of relu(x, b)" in told) is is_named


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("y = x", "Is the return missing?"),
        ("return\n    x", "A return that stands alone"),
        ("return  # x", "A return that stands alone"),
        ("if x > 1:\n        return x", "in this call"),
        ("print(x)  # return x", "Is the return missing?"),
    ],
)
def test_a_missing_return_is_told_from_one_that_is_there(body, says):
    answer = TaskSource("answered", Place("a.py", 0, 1, "def f(x):"))
    file = file_of(f"def f(x):\n    {body}", tasks={"f": answer})
    nothing = Reason("value.nothing", {"function": "f", "expected": "numbers"})
    assert says in sentence(in_other_words(nothing, file, "f"), {})


def test_a_method_that_prints_is_named_if_its_result_is_returned():
    answer = TaskSource("answered", Place("a.py", 0, 1, "def f(m):"))
    file = file_of("def f(m):\n    return m.summary()", tasks={"f": answer})
    printed = Reason("value.printed", {"function": "f", "printed": "Model:"})
    told = sentence(in_other_words(printed, file, "f"), {})
    assert "The method summary only shows something" in told
