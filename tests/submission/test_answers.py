import pytest

from grader.submission.answers import find_answers
from grader.submission.contents import Contents
from grader.submission.notebook import read_cell
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


@pytest.mark.parametrize("own", ["'''Doc.'''", "y = max(0, x)", "raise NotImplementedError"])
@pytest.mark.parametrize("between", ["", "\n# The result\n", "z = 3\n"])
def test_a_return_outside_of_a_function_is_the_problem_of_the_one_above_it(own, between):
    contents = answers(f"def relu(x):\n    {own}\n{between}return y\nk = 2\n")
    found = contents.tasks["relu"]
    assert (found.state, found.problem.message) == ("unreadable", "'return' outside function")
    assert found.problem.source == "return y"
    assert contents.unparsed == ()
    assert "".join(piece.source for piece in contents.pieces).endswith("k = 2\n")


@pytest.mark.parametrize(
    "source",
    [
        ANSWER + "return relu(2)\n",
        "def other(x):\n    y = x\nreturn y\n" + ANSWER,
        "return 3\n" + ANSWER,
    ],
)
def test_a_return_that_no_task_lacks_is_a_problem_of_the_file(source):
    contents = answers(source)
    assert contents.tasks["relu"].state == "answered"
    assert [one.message for one in contents.unparsed] == ["'return' outside function"]


def test_a_function_that_does_not_compile_is_unreadable():
    found = answers("def relu(x, x):\n    return x\n").tasks["relu"]
    assert (found.state, found.problem.line) == ("unreadable", 1)
    assert "duplicate" in found.problem.message


def test_an_answer_has_the_line_on_which_it_begins():
    spot = answers("import numpy\n\n" + ANSWER).tasks["relu"].spot
    assert (spot.line, spot.source) == (3, "def relu(x):")


def test_every_statement_has_the_line_on_which_it_begins():
    (piece,) = answers("a = 1\n\nb = (\n2)\nc = 3\n").pieces
    assert piece.statements == (1, 3, 5)


def test_a_very_long_sum_is_searched():
    assert state_of("x = " + "a + " * 1_500 + "a\nrelu = abs\n") == "answered"


@pytest.mark.parametrize(
    "line",
    [
        "def [relu](x): return x",
        "async  def\t[relu](x): return x",
        "class [relu]: pass",
        "größe = '漢'; [relu] = abs",
        "[relu] = other = abs",
        "import operator as relu",
        "from operator import [pos as relu], neg",
    ],
)
def test_the_name_of_the_answer_is_marked(line):
    source = line.replace("[", "").replace("]", "") if "[" in line else line
    spot = answers(f"x = 1\n{source}\n").tasks["relu"].spot
    part = line.partition("[")[2].partition("]")[0] or "operator as relu"
    assert source[spot.column - 1 : spot.end_column - 1] == part
    assert spot.excerpt.text[spot.excerpt.start : spot.excerpt.end] == part


@pytest.mark.parametrize("source", ["if True:\n    relu = abs", "x = (\n    relu := abs)"])
def test_a_name_on_another_line_than_its_statement_is_not_marked(source):
    spot = answers(source).tasks["relu"].spot
    assert (spot.line, spot.column, spot.excerpt.end) == (1, 0, 0)


def test_a_name_in_a_cell_is_marked_as_the_learner_wrote_it():
    cell = ">>> def relu(x):\n...     return x\n"
    contents = find_answers(parse_cells("a.ipynb", [read_cell(cell)], 1), ["relu"], "____")
    spot = contents.tasks["relu"].spot
    assert (spot.column, spot.end_column, spot.excerpt.text) == (9, 13, ">>> def relu(x):")
    assert contents.pieces[0].written == cell


@pytest.mark.parametrize(
    ("line", "body"),
    [
        (1, "def relu(x): return [max(0, x)]"),
        (3, 'def relu(x):\n    "größe"\n    return [max(0, x) + 1]  # 漢'),
        (3, "@twice\ndef relu(x):\n    return ([x])"),
        (3, "def relu(x):\n    return (\n        [max(0, x)]\n    )"),
        (2, "def relu(x):\n    return [lambda: x]"),
    ],
)
def test_what_the_answer_returns_is_marked_if_that_is_all_it_does(line, body):
    source = body.replace("[", "").replace("]", "")
    spot = answers(f"{source}\n").tasks["relu"].only_return
    written = source.split("\n")[line - 1]
    assert (spot.line, spot.source) == (line, written.strip())
    part = body.partition("[")[2].partition("]")[0]
    assert written[spot.column - 1 : spot.end_column - 1] == part
    assert spot.excerpt.text[spot.excerpt.start : spot.excerpt.end] == part


@pytest.mark.parametrize(
    "source",
    [
        "def relu(x):\n    y = max(0, x)\n    return y",
        "def relu(x):\n    if x > 0:\n        return x\n    return 0",
        "def relu(x):\n    return",
        "def relu(x):\n    return max(0,\n        x)",
        "def relu(x):\n    yield x",
        "async def relu(x):\n    return x",
        "relu = lambda x: x",
    ],
)
def test_an_answer_that_does_more_or_returns_nothing_has_no_only_return(source):
    found = answers(source).tasks["relu"]
    assert (found.state, found.only_return) == ("answered", None)


def test_the_lines_of_a_script_are_kept_once():
    assert answers(ANSWER).pieces[0].written == ""
