from grader.protocol.calls import Cell
from grader.submission.parse import Parsed, parse_cell

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
    return parse_cell(Cell("02.py", 0, 1, source))


def test_source_that_parses_is_one_cell():
    parsed = parse("x = 1\ny = 2\n")
    assert [cell.source for cell in parsed.cells] == ["x = 1\ny = 2\n"]
    assert parsed.unparsed == ()


def test_a_syntax_error_costs_its_own_cell_and_keeps_its_line():
    parsed = parse(BROKEN)
    whole = "".join(cell.source for cell in parsed.cells)
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
    assert BROKEN.splitlines()[cell.line - 1] == cell.source.splitlines()[0]


def test_without_cell_markers_a_syntax_error_costs_its_own_definition():
    source = BROKEN.replace("# %%\n", "")
    parsed = parse(source)
    assert any("relu_unit" in cell.source for cell in parsed.cells)
    assert [block.names for block in parsed.unparsed] == [("relu",)]


def test_only_line_feeds_end_lines_as_python_counts_them():
    (block,) = parse("# %%\nx = 1  # \u2028 \x0b\n# %%\ny = (\n").unparsed
    assert block.problem.line == 4


def test_a_decorator_stays_with_its_function():
    parsed = parse("@wrap\ndef f():\n    pass\ndef g(:\n    pass\n")
    assert parsed.cells[0].source.startswith("@wrap\ndef f()")


def test_nesting_bombs_and_nul_bytes_are_syntax_errors():
    for source in ("(" * 100_000, "x = " + "-" * 200_000 + "1", "x = 1\0"):
        parsed = parse(source)
        assert parsed.cells == ()
        assert parsed.unparsed[0].problem.kind == "syntax"
