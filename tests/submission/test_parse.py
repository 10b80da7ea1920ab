from grader.submission.parse import parse_cell

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


def test_source_that_parses_is_one_cell():
    parsed = parse_cell("a.py", "x = 1\ny = 2\n")
    assert [cell.source for cell in parsed.cells] == ["x = 1\ny = 2\n"]
    assert parsed.broken == ()


def test_a_syntax_error_costs_its_own_cell_and_keeps_its_line():
    parsed = parse_cell("02.py", BROKEN)
    whole = "".join(cell.source for cell in parsed.cells)
    assert "import numpy" in whole
    assert "def relu_unit" in whole
    assert "def relu(" not in whole
    (block,) = parsed.broken
    assert block.names == ("relu",)
    assert block.problem.line == 6
    assert "never closed" in block.problem.message
    assert block.problem.code == "return np.maximum(0, x"


def test_lines_after_a_broken_cell_keep_their_numbers():
    cell = parse_cell("02.py", BROKEN).cells[-1]
    assert cell.line == 8
    assert BROKEN.splitlines()[cell.line - 1] == cell.source.splitlines()[0]


def test_without_cell_markers_a_syntax_error_costs_its_own_definition():
    source = BROKEN.replace("# %%\n", "")
    parsed = parse_cell("02.py", source)
    assert any("relu_unit" in cell.source for cell in parsed.cells)
    assert [block.names for block in parsed.broken] == [("relu",)]


def test_a_decorator_stays_with_its_function():
    parsed = parse_cell("a.py", "@wrap\ndef f():\n    pass\ndef g(:\n    pass\n")
    assert parsed.cells[0].source.startswith("@wrap\ndef f()")


def test_nesting_bombs_and_nul_bytes_are_syntax_errors():
    for source in ("(" * 100_000, "x = " + "-" * 200_000 + "1", "x = 1\0"):
        parsed = parse_cell("a.py", source)
        assert parsed.cells == ()
        assert parsed.broken[0].problem.kind == "syntax"
