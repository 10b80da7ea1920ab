import ast
import re
import sys

import pytest

from grader.submission import parse as parse_module
from grader.submission.notebook import read_cell
from grader.submission.parse import MAX_PIECES, Parsed, parse_cells

BROKEN = """\
# %%
import numpy as np

# %%
def relu(x):
    return np.maximum(0, x

# %%
def relu_unit(x, w, b):
    return relu(x @ w + b)
"""


def parse(source: str) -> Parsed:
    return parse_cells("02.py", [parse_module.parse(source)], 0)


def texts(parsed: Parsed) -> list[str]:
    return [cell.source.text for cell in parsed.cells]


def test_source_that_parses_is_one_cell():
    parsed = parse("x = 1\ny = 2\n")
    assert texts(parsed) == ["x = 1\ny = 2\n"]
    assert parsed.unparsed == ()


def test_a_syntax_error_costs_its_own_cell_and_keeps_its_line():
    parsed = parse(BROKEN)
    whole = "".join(texts(parsed))
    assert "import numpy" in whole
    assert "def relu_unit" in whole
    assert "def relu(" not in whole
    (block,) = parsed.unparsed
    assert block.names == ("relu",)
    assert block.problem.line == 6
    assert "never closed" in block.problem.message
    assert block.problem.source == "return np.maximum(0, x"


def test_lines_after_a_broken_cell_keep_their_numbers():
    cell = parse(BROKEN).cells[-1]
    assert cell.line == 8
    assert BROKEN.splitlines()[cell.line - 1] == cell.source.text.splitlines()[0]


def test_without_cell_markers_a_syntax_error_costs_its_own_definition():
    source = BROKEN.replace("# %%\n", "")
    parsed = parse(source)
    assert any("relu_unit" in text for text in texts(parsed))
    assert [block.names for block in parsed.unparsed] == [("relu",)]


def test_an_error_in_the_statements_after_a_definition_costs_only_them():
    parsed = parse("def relu(x):\n    return max(0, x)\n\nprint(relu(1)\ntotal = relu(2)\n")
    assert texts(parsed) == ["def relu(x):\n    return max(0, x)"]
    (block,) = parsed.unparsed
    assert block.names == ("total",)
    assert (block.problem.line, block.problem.source) == (4, "print(relu(1)")


@pytest.mark.parametrize(
    "source",
    [
        "def relu(x):\nreturn max(0, x\n",
        "def relu(x):\n    y = x\nz = = 2\n    return y\n",
        "def relu(x):\n    return max(0,\n        x\n",
        "def relu(x):\n    if x > 0:\n        return x\nelse\n    return 0\n",
    ],
)
def test_an_error_within_a_definition_costs_the_definition(source):
    (block,) = parse(source).unparsed
    assert block.names[0] == "relu"


def test_only_line_feeds_end_lines_as_python_counts_them():
    (block,) = parse("# %%\nx = 1  # \u2028 \x0b\n# %%\ny = (\n").unparsed
    assert block.problem.line == 4


def test_a_decorator_stays_with_its_function():
    parsed = parse("@wrap\ndef f():\n    pass\ndef g(:\n    pass\n")
    assert texts(parsed)[0].startswith("@wrap\ndef f()")


def test_nesting_bombs_and_nul_bytes_are_syntax_errors():
    for source in ("(" * 100_000, "x = " + "-" * 200_000 + "1", "x = 1\0"):
        parsed = parse(source)
        assert parsed.cells == ()
        assert parsed.unparsed[0].problem.kind == "syntax"


@pytest.fixture
def parses(monkeypatch):
    """What `ast.parse` is given, which still parses it."""
    seen, real = [], ast.parse
    monkeypatch.setattr(ast, "parse", lambda text: seen.append(text) or real(text))
    return seen


def test_source_that_parses_is_parsed_once(parses):
    parse("# %%\nx = 1\n# %%\ny = 2\n")
    assert len(parses) == 1


def test_a_broken_file_is_cut_into_a_limited_number_of_pieces(parses):
    for source in ("# %%\n(\n" * 20_000, "def f(:\n" * 20_000):
        parses.clear()
        parsed = parse(source)
        assert len(parses) == 1
        assert len(parsed.unparsed) == 1


def test_the_pieces_of_all_cells_are_counted_together(parses):
    source = parse_module.parse("def f(:\n" * (MAX_PIECES // 2))
    parses.clear()
    parsed = parse_cells("a.ipynb", [source] * 5, 1)
    assert len(parses) == MAX_PIECES
    assert len(parsed.unparsed) == MAX_PIECES + 3


def test_a_long_line_is_shown_by_its_beginning():
    (block,) = parse("x = (" + "a" * 190_000).unparsed
    assert len(block.problem.source) == 200


# Each definition has an error whose text names a line.
NUMBERED = '''\
x = 1

def cut(a):
    return "a

def empty():
y = 2

def crossed(a):
    b = (a,
        a]

def endless(a):
    return f"""
{a}
'''
LINES = {"cut": (4, 4), "empty": (7, 6), "crossed": (11, 10), "endless": (14, 15)}


def lines(parsed: Parsed) -> dict[tuple[int, str], tuple[int, int]]:
    """Return the line of the error and the line in its text, for each cell and definition."""
    return {
        (one.problem.cell, one.names[0]): (
            one.problem.line,
            int(re.search(r"line (\d+)", one.problem.message)[1]),
        )
        for one in parsed.unparsed
    }


@pytest.mark.parametrize("head", ["", "# %%\ny = 0\n# %%\n", "# %%\ndef f():\n    pass\n\n"])
def test_a_line_in_a_message_is_that_of_the_file(head):
    above = head.count("\n")
    assert lines(parse(head + NUMBERED)) == {
        (0, name): (above + line, above + other) for name, (line, other) in LINES.items()
    }


def test_a_line_in_a_message_is_that_of_the_cell_of_a_notebook():
    sources = [parse_module.parse(source) for source in (NUMBERED, "x = 1", NUMBERED)]
    parsed = parse_cells("a.ipynb", sources, 1)
    assert lines(parsed) == {
        (cell, name): expected for cell in (1, 3) for name, expected in LINES.items()
    }


def marked(source: str) -> str:
    """Return the line of the only syntax error with the marked part between bars."""
    (block,) = parse(source).unparsed
    problem, shown = block.problem, block.problem.excerpt
    assert shown.text == source.split("\n")[problem.line - 1].rstrip()
    assert (problem.column - 1, problem.end_column - 1) == (shown.start, shown.end)
    text, start, end = shown.text, shown.start, shown.end
    return f"{text[:start]}|{text[start:end]}|{text[end:]}" if end else text


@pytest.mark.parametrize(
    "expected",
    [
        "def f(x)||",
        "x = |(|1, 2",
        "x = 1 |$| 2",
        "größe = '漢字' |1|",
        "y\u0301 = 1 |2|",
        "def f():\n\tx = '漢'; y = 1 |2|",
        "|print 'ä', f(x)|",
        "|  |x = 1",
        "def f():\n|y| = 2",
        "def f():\n    x = 1\n|  |y = 2",
        "if 1:\n\tx = 1\n|        |y = 2",
        "class A:||",
        'x = |"|abc',
    ],
)
def test_what_python_names_is_marked(expected):
    assert marked(expected.replace("|", "") + "\n") == expected.split("\n")[-1]


def test_the_line_of_a_piece_is_marked_as_in_the_file():
    (block,) = parse(BROKEN).unparsed
    shown = block.problem.excerpt
    assert shown.text == "    return np.maximum(0, x"
    assert shown.text[shown.start : shown.end] == "("


@pytest.mark.parametrize(
    "cell",
    [
        ">>> def f(x):\n...     return 2 $ x\n",
        "    def f(x):\n        return 2 $ x\n",
        "In [1]: def f(x):\n   ...:     return 2 $ x\n",
    ],
)
def test_a_cell_is_marked_as_the_learner_wrote_it(cell):
    (block,) = parse_cells("a.ipynb", [read_cell(cell)], 1).unparsed
    line, shown = cell.split("\n")[1], block.problem.excerpt
    assert shown.text == line
    assert line[block.problem.column - 1 : block.problem.end_column - 1] == "$"
    assert shown.text[shown.start : shown.end] == "$"


def test_an_error_of_the_whole_source_marks_nothing():
    (block,) = parse("x = 1\0").unparsed
    assert (block.problem.column, block.problem.end_column) == (0, 0)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="only older Pythons parse f-strings apart")
def test_the_column_in_an_f_string_is_not_that_of_the_line():
    (block,) = parse('x = f"{a b}"\n').unparsed
    assert (block.problem.column, block.problem.excerpt.text) == (0, 'x = f"{a b}"')


def test_a_statement_that_does_not_compile_costs_only_itself():
    source = "import numpy\nx = 1\nbreak\n\n@f\ndef g(a, a):\n    pass\ny = 2\n"
    parsed = parse(source)
    assert texts(parsed) == ["import numpy\nx = 1", "", "y = 2\n"]
    assert [(one.problem.line, one.names) for one in parsed.unparsed] == [(3, ()), (6, ("g",))]
    assert parsed.cells[-1].line == 8


def test_the_part_that_does_not_compile_is_marked_in_characters():
    (block,) = parse("def f(ä, ä): return 1\n").unparsed
    line, problem = "def f(ä, ä): return 1", block.problem
    marked = line[problem.column - 1 : problem.end_column - 1] if problem.column else "ä"
    assert marked == "ä"
    (block,) = parse('"ää"; return "ö"\n').unparsed
    assert (block.problem.column, block.problem.end_column) == (7, 17)


def test_a_statement_that_shares_its_line_is_lost_with_it():
    parsed = parse("x = 1; break\ny = 2\n")
    assert texts(parsed) == ["y = 2\n"]
