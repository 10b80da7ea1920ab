"""A task's stub in a learner's file: what is not the task's keeps every byte."""

import json

import nbformat
import pytest

from grader.commands.handout import as_notebook
from grader.live.restore import restored
from grader.live.stubs import CannotRestoreError, function_source
from tests.command import EXERCISES, SOLUTIONS

STUB = 'def relu(x):\n    """é."""\n    raise NotImplementedError'

BEFORE = "import numpy as np\n\n# above\n"
AFTER = "\n\n# %%\nprint(relu(3))\n\n\ndef other():\n    return relu(1)\n"


def script(text: str) -> str:
    return restored(text.encode(), "relu", STUB, is_notebook=False).decode()


def notebook(*cells: object, **changes: object) -> str:
    """Return a notebook in the usual layout, with characters as they are."""
    document = {
        "cells": [
            {
                "cell_type": "code",
                "execution_count": 3,
                "metadata": {},
                "outputs": [],
                "source": one,
            }
            for one in cells
        ],
        "metadata": {"name": "ünder"},
        "nbformat": 4,
        "nbformat_minor": 4,
    } | changes
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def restored_notebook(text: str) -> str:
    return restored(text.encode(), "relu", STUB, is_notebook=True).decode()


def lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


@pytest.mark.parametrize(
    "answer",
    [
        "def relu(x):\n    return max(0, x)",
        "async def relu(\n    x,\n):\n    y = x\n\n    # a comment\n    return max(0, y)",
        "@np.vectorize\ndef relu(x): return max(0, x)",
        "relu = lambda x: max(0, x)",
        "class relu:\n    pass",
        "def relu(x)\n    return max(0, x)",
        "def relu(x):\n    return max(0, x",
        "def relu(\n    x,\n):\n    return max(0 x)\n\n    return 0",
        "def relu(x):\nreturn max(0, x)",
        "@np.vectorize\ndef relu(x:\n    '''never closed\n    return 0",
        STUB,
    ],
)
def test_only_the_answer_changes_in_a_script(answer):
    assert script(BEFORE + answer + AFTER) == BEFORE + STUB + AFTER
    assert script(answer + "\n") == STUB + "\n"
    assert script(BEFORE + answer) == BEFORE + STUB


def test_the_marks_and_ends_of_lines_of_a_file_are_kept():
    text = (BEFORE + "def relu(x):\n    return 'ü'" + AFTER).replace("\n", "\r\n")
    content = b"\xef\xbb\xbf" + text.encode()
    expected = (BEFORE + STUB + AFTER).replace("\n", "\r\n")
    new = restored(content, "relu", STUB, is_notebook=False)
    assert new == b"\xef\xbb\xbf" + expected.encode()


def test_a_file_in_another_encoding_stays_in_it():
    text = "# coding: cp1252\nname = 'ü'\ndef relu(x):\n    return 'ö'\nlast = 'ß'"
    new = restored(text.encode("cp1252"), "relu", STUB, is_notebook=False)
    assert new.decode("cp1252") == f"# coding: cp1252\nname = 'ü'\n{STUB}\nlast = 'ß'"


def test_a_stub_that_the_encoding_does_not_have_is_told():
    content = b"# coding: ascii\ndef relu(x):\n    return 1\n"
    with pytest.raises(CannotRestoreError, match="cannot be read as text"):
        restored(content, "relu", STUB, is_notebook=False)


def test_of_several_definitions_the_first_is_replaced_and_the_others_go():
    one, two = "def relu(x):\n    return 1\n", "def relu(x):\n    return 2\n"
    assert script(one + "y = 1\n" + two + "z = 2\n") == STUB + "\ny = 1\n" + "z = 2\n"


def test_a_stub_beside_a_definition_that_does_not_parse_stays_the_only_one():
    assert script(STUB + "\n\ndef relu(x:\n    return 1\ny = 1\n") == STUB + "\n\ny = 1\n"


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_task_that_is_missing_is_put_at_the_end(end):
    text = "# %%\nx = 1" + end
    assert script(text) == f"# %%\nx = 1\n\n\n# %%\n{STUB}\n"
    assert script("x = 1" + end) == f"x = 1\n\n\n{STUB}\n"
    assert script("") == f"\n\n{STUB}\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("x = 1; relu = abs; y = 2\n", "line 1 has several statements"),
        ("x = 1\nrelu, y = abs, 2\n", "line 2 gives a value to other names too"),
        ("def relu(x:\n    return 0\n\nx = = 1\n", "where its function ends cannot be told"),
        ("# coding: none\ndef relu(x):\n    pass\n", "cannot be read as text"),
    ],
)
def test_what_cannot_be_told_apart_is_left_alone(text, why):
    with pytest.raises(CannotRestoreError, match=why):
        script(text)


@pytest.mark.parametrize("as_lines", [True, False])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_only_the_answer_changes_in_a_notebook(as_lines, ascii_only):
    def text(answer: str) -> str:
        source = f'# ✔ 😀 \\ "\n{answer}\n\nrelu(3)\n'
        made = notebook("%matplotlib inline", lines(source) if as_lines else source)
        return json.dumps(json.loads(made), indent=1) + "\n" if ascii_only else made

    assert restored_notebook(text("def relu(x):\n    return max(0, x)")) == text(STUB)
    assert restored_notebook(text("def relu(x)\n    return max(0, x)")) == text(STUB)
    assert restored_notebook(text(STUB)) == text(STUB)


def test_an_answer_at_the_end_of_a_cell_of_one_line_is_replaced():
    assert restored_notebook(notebook(["relu = abs"])) == notebook(lines(STUB))
    assert restored_notebook(notebook("relu = abs")) == notebook(STUB)


def test_a_notebook_in_an_odd_layout_is_changed_in_place_alone():
    text = '{"nbformat":4,"cells":[{"source":["x=1\\ndef relu(x):\\n"," return 1\\ny=\\u00e92"],'
    text += '"cell_type":"code"},{"cell_type":"markdown","source":"relu"}],"x":1e3}'
    new = restored_notebook(text.replace("\\u00e9", ""))
    assert new.startswith('{"nbformat":4,"cells":[{"source":["x=1\\ndef relu(x):\\n"')
    assert new.endswith(
        'y=2"],"cell_type":"code"},{"cell_type":"markdown","source":"relu"}],"x":1e3}'
    )
    assert "".join(json.loads(new)["cells"][0]["source"]) == f"x=1\n{STUB}\ny=2"


@pytest.mark.parametrize("cells", [[], [["x = 1"]]])
def test_a_task_that_is_missing_gets_a_cell_at_the_end(cells):
    text = notebook(*cells)
    document = json.loads(restored_notebook(text))
    assert "".join(document["cells"].pop()["source"]) == STUB
    assert document == json.loads(text)


@pytest.mark.parametrize(
    "text",
    ["{", '{"cells": [', '{"cells": {}}', '{"nbformat": 3, "worksheets": []}', '{"cells": [{}]}'],
)
def test_a_damaged_notebook_is_told(text):
    with pytest.raises(CannotRestoreError, match="cannot be read, or has an old format"):
        restored_notebook(text)


def test_a_script_that_is_named_like_a_notebook_is_a_script():
    assert restored_notebook("relu = abs\n") == STUB + "\n"


@pytest.mark.parametrize("name", sorted(path.name for path in SOLUTIONS.glob("*.py")))
def test_each_task_of_a_solution_gets_its_stub_back(course, name):
    solved = (SOLUTIONS / name).read_text(encoding="utf-8")
    stubs = {
        task.name: function_source(EXERCISES / name, task.name)
        for task in course.exercise(name.removesuffix(".py")).tasks
    }
    expected = solved
    for task, stub in stubs.items():
        expected = expected.replace(function_source(SOLUTIONS / name, task), stub)
    script, book = solved.encode(), as_notebook(solved).encode()
    for task, stub in stubs.items():
        script = restored(script, task, stub, is_notebook=False)
        book = restored(book, task, stub, is_notebook=True)
    assert script.decode() == expected
    assert book.decode() == as_notebook(expected)
    nbformat.validate(nbformat.reads(book.decode(), 4))
