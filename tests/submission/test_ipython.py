"""Cells are read as IPython reads them. `record_ipython.py` recorded what it makes of the table."""

import ast
import contextlib
import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from grader.submission.ipython import to_python
from grader.submission.notebook import read_cell
from tests.submission.record_ipython import TABLE, shown

ROWS = json.loads(TABLE.read_text(encoding="utf-8"))
PYTHON = {row["cell"]: row["names"] for row in ROWS if row["names"] is not None}
NO_PYTHON = [row["cell"] for row in ROWS if row["names"] is None]

# IPython runs nothing of these cells. The answers in them may be right.
MORE = {"%%time x = 1\ny = 2": {"y": "2"}}


def names(cell: str) -> dict[str, str]:
    """Return what a cell defines when it is read here, as the table shows it."""
    source = read_cell(cell)
    assert source.error is None, source.text
    found: dict[str, Any] = {}
    for statement in source.statements:
        with contextlib.suppress(Exception):
            exec(compile(ast.Module([statement], []), "cell", "exec"), found)
    return {name: shown(value) for name, value in found.items() if name[0] != "_"}


def test_the_table_has_cells_that_ipython_accepts_and_others():
    assert len(PYTHON) > 100
    assert len(NO_PYTHON) > 15


@pytest.mark.parametrize("cell", PYTHON)
def test_a_cell_defines_what_it_defines_in_ipython(cell):
    assert names(cell) == MORE.get(cell, PYTHON[cell])


@pytest.mark.parametrize("cell", NO_PYTHON)
def test_a_cell_that_is_no_python_for_ipython_is_none_here(cell):
    assert read_cell(cell).error is not None


@pytest.mark.parametrize(
    ("cell", "python"),
    [
        ("x = 1 \nx?  ", "x = 1 \npass"),
        ("# about x\n    x = 1\n    y = 2", "# about x\nx = 1\ny = 2"),
        ("%time x = [1,\n 2]", "x = [1,\n 2]"),
        ("x = %time y = 1", "x = y = 1"),
    ],
)
def test_these_cells_are_read_though_ipython_refuses_them(cell, python):
    assert to_python(cell) == python


@pytest.mark.parametrize(
    ("cell", "python"),
    [
        ("!pip install \\\n  keras\nx = 1", "pass\n\nx = 1"),
        (
            "def f():\n    y = !ls \\\n      -l\n    return y",
            "def f():\n    y = None\n\n    return y",
        ),
        ("\n\n    %%time\n    x = 1", "\n\n\nx = 1"),
        ("%%bash\nls\nls", "\n\n"),
        ("In [1]: x = 1\n   ...: \nIn [2]: !ls\n", "x = 1\n\npass\n"),
        ("x = [\n  1]\nf(\n  x).y?\n", "x = [\n  1]\npass\n\n"),
        (",f a \\\n b", 'f("a", "b")\n'),
    ],
)
def test_each_line_of_python_is_where_the_learner_wrote_it(cell, python):
    assert to_python(cell) == python


@pytest.mark.parametrize(
    "cell",
    [
        "text = '''\n%magic\n!ls\n>>> x\nx?\n'''",
        '"""\n    >>> relu(1)\n    1\n"""\nx = 5 \\\n% 3',
        "x = a != b  # why?\ny = f'{x!r}'",
        "    \n# only a comment",
    ],
)
def test_python_is_left_alone(cell):
    assert read_cell(cell).text == cell


BROKEN = [
    "print((1)\ndef relu(x):\n    return x\n!ls",
    "x = [1\nimport numpy as np\n!ls",
    "x = (1\nclass A:\n    !ls",
]


@pytest.mark.parametrize("cell", BROKEN)
def test_a_bracket_that_stays_open_does_not_hide_commands_behind_the_next_definition(cell):
    assert "pass" in to_python(cell)


def test_only_the_first_cell_magics_are_recognised():
    assert to_python("%%time\n" * 5 + "x = 1") == "\n" * 5 + "x = 1"
    assert to_python("%%time\n" * 6 + "x = 1") == "\n" * 5 + "pass\nx = 1"


MANY = 300_000


@pytest.mark.parametrize(
    "cell",
    [
        "!" + "a" * MANY,
        "!ls\n" * (MANY // 4),
        "!(\n" * (MANY // 4),
        "!'''\n" * (MANY // 4),
        "!ls \\\n" * (MANY // 8),
        ">>> x = 1\n" * (MANY // 10),
        "In [1]: x\n" * (MANY // 10),
        "%%time\n" * (MANY // 8),
        "%time " * (MANY // 6) + "x",
        "x = %time " * (MANY // 10) + "x",
        "a" * MANY + " ?",
        "1" * MANY + "?",
        "a." * (MANY // 2) + "a b?",
        "a" + "[0]" * (MANY // 3) + "?",
        "'" * MANY,
        '"' + '\\"' * (MANY // 2),
        "'''" + "\\" * MANY,
        "x = '''\n" * (MANY // 8) + "!",
        "(\n" * (MANY // 4) + "!",
        "\\\n" * (MANY // 2) + "!",
        " " * MANY + "!",
        "=" * MANY,
        "x = " * (MANY // 4) + "!",
        "%prun " + "-l 5 " * (MANY // 5),
        "".join(" " * (n % 1000) + "x\n" for n in range(MANY // 500)),
    ],
    ids=lambda cell: repr(cell[:12]),
)
def test_the_time_to_read_a_cell_is_linear(cell):
    # A time that is quadratic in the length would be minutes.
    assert to_python(cell).count("\n") == cell.count("\n")


PARTS = [
    *(">>> ", "... ", "In [1]: ", "   ...: ", "%time ", "%%time\n", "%%bash\n", "%m ", "!ls", "?"),
    *("x", " = ", "'''", '"""', "'", '"', "#", "(", ")", "[", "\\\n", "\\", "\n", "\n    ", "\t"),
    *("def f():\n    ", "return ", ",", ";", "/", "%", "!", "=", "\r", "\x0c", "\ud800", "\0", "é"),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join))
@example("")
@example("%%time")
@example("?")
def test_any_cell_keeps_its_lines(cell):
    assert read_cell(cell).text.count("\n") == cell.count("\n")
