"""The lines of a file that a stub replaces."""

import pytest

from grader.live.stubs import CannotRestoreError, Edit, edits, function_source
from grader.submission.notebook import read_cell
from grader.submission.parse import parse, parse_cells

STUB = "def relu(x):\n    raise NotImplementedError"


def in_script(text: str) -> list[Edit]:
    return edits(parse_cells("", [parse(text)], 0), "relu", STUB)


def in_cells(*cells: str) -> list[Edit]:
    return edits(parse_cells("", [read_cell(cell) for cell in cells], 1), "relu", STUB)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("x = 1\n@a\n@b\ndef relu(x):\n  pass\n\n\ny = 2\n", "@a\n@b\ndef relu(x):\n  pass"),
        ("def relu(x):\n    return x  # é\n    # below\n", "def relu(x):\n    return x  # é"),
        ("class relu:\n    pass", "class relu:\n    pass"),
        ("def relu(): return 1\ndef relu(): return 2\n", "def relu(): return 1"),
        ("relu = abs\n", None),
        ("if True:\n    def relu(): pass\n", None),
        ("def relu2(): pass\n", None),
    ],
)
def test_the_source_of_a_function_has_its_decorators_and_no_end_of_line(text, source, tmp_path):
    (tmp_path / "a.py").write_text(text, encoding="utf-8")
    assert function_source(tmp_path / "a.py", "relu") == source


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("x = 1\n@jit\ndef relu(x):\n    return x\n", 2, 4),
        ("relu = abs\nrelu = max\n", 2, 2),
        ("relu = abs\ndef relu(x):\n    return x\n", 2, 3),
        ("relu: object = abs\n", 1, 1),
        ("relu = lambda x: (\n    x\n)\n", 1, 3),
        ("from numpy import abs as relu\n", 1, 1),
    ],
)
def test_a_function_comes_before_an_assignment_and_the_last_assignment_counts(text, first, last):
    assert in_script(text) == [Edit(0, first, last, STUB)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "relu2 = abs\n",
        "def other():\n    relu = abs\n",
        "relu(3)\n",
        "'''\ndef relu(x):\n'''\n",
    ],
)
def test_a_file_that_has_nothing_of_the_name_has_no_edits(text):
    assert in_script(text) == []


def test_lines_are_counted_in_each_cell_and_all_but_the_first_definition_go():
    cells = (
        "%time x = 1\n!ls\ndef relu(x):\n    return x",
        "y = 2",
        "\ndef relu(x): return 0\ny\n",
    )
    assert in_cells(*cells) == [Edit(1, 3, 4, STUB), Edit(3, 2, 2, "")]


def test_a_definition_that_does_not_parse_is_first_if_it_is_in_an_earlier_cell():
    cells = ("x = 1\n\ndef relu(x:\n    return 1\n\n", "def relu(x):\n    return 2")
    assert in_cells(*cells) == [Edit(1, 3, 4, STUB), Edit(2, 1, 2, "")]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("def relu(x)\n    return x\n\n\n# after\n", 2),
        ("def relu(x)\n    return x\n\n\n\ny = 1\n", 2),
        ("async  def relu(x)\n    return x", 2),
        ("relu = (1,\n    2\n", 2),
        ("def relu(x):\nreturn x\n\n\n", 2),
        ("def relu(\n    x\n):\n    return (x\n", 4),
    ],
)
def test_a_function_that_does_not_parse_ends_before_what_cannot_be_its(text, last):
    (edit,) = in_script(text)
    assert (edit.first, edit.last) == (1, last)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a = 1\nx = 1; relu = abs\n", "^line 2 has several statements$"),
        ("relu = y = abs\n", "^line 1 gives a value to other names too$"),
        ("a = 1\n(relu, b) = abs, 2\n", "^line 2 gives a value to other names too$"),
        ("def relu(x:\n    return x\n\ny = = 1\n", "^where its function ends cannot be told$"),
    ],
)
def test_what_shares_its_lines_with_others_is_refused(text, why):
    with pytest.raises(CannotRestoreError, match=why):
        in_script(text)
