"""A stub in a notebook: what `restored` promises, in layouts that other tools write."""

import json

import pytest

from grader.live.restore_notebook import restored_notebook
from grader.live.stubs import CannotRestoreError

STUB = "def relu(x):\n    raise NotImplementedError"


def cell(source: object, **more: object) -> dict[str, object]:
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], **more}


def book(*cells: dict[str, object], **layout: object) -> str:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}, **layout)


def restored(text: str) -> str:
    return restored_notebook(text.encode(), "relu", STUB).decode()


def test_lines_of_a_cell_keep_their_ends_and_the_stub_gets_the_same():
    old, new = (
        "x = 1\r\nrelu = abs\r\ny = 2",
        "x = 1\r\n" + STUB.replace("\n", "\r\n") + "\r\ny = 2",
    )
    assert restored(book(cell(old))) == book(cell(new))


def test_all_other_cells_and_keys_keep_every_character():
    text = (
        '\ufeff{ "cells":[\t{"source" :"relu","cell_type": "markdown" },\n'
        '{"cell_type":"raw","source":"relu = 1"}, {"outputs":[{"text":"relu = 1"}],'
        '"source":["relu = 1"],"cell_type":"code","x":1E2}] ,"relu = 1": "\\u00e9"}\r\n'
    )
    written = json.dumps(STUB.split("\n", maxsplit=1)[0] + "\n"), json.dumps(STUB.split("\n")[1])
    expected = text.replace('["relu = 1"]', f"[{','.join(written)}]")
    assert restored(text) == expected


def test_the_second_definition_leaves_its_cell_and_the_cell_stays():
    first, second = cell(["def relu(x):\n", "    return x\n", "y = 1"]), cell("def relu(x): pass\n")
    document = json.loads(restored(book(first, cell("z = 3"), second, indent=1)))
    sources = ["".join(one["source"]) for one in document["cells"]]
    assert sources == [STUB + "\ny = 1", "z = 3", ""]


def test_a_new_cell_has_an_id_of_its_own_only_where_cells_have_ids():
    with_ids = json.loads(restored(book(cell("x = 1", id="a"), cell("y", id="b"), indent=1)))
    *_, new = with_ids["cells"]
    assert new.keys() == {"cell_type", "execution_count", "id", "metadata", "outputs", "source"}
    assert new["id"] not in ("a", "b", "")
    *_, new = json.loads(restored(book(cell("x = 1"), indent=1)))["cells"]
    assert "id" not in new


@pytest.mark.parametrize("layout", [{}, {"indent": 1}, {"indent": 4}, {"separators": (",", ":")}])
def test_a_new_cell_is_the_last_one_whatever_the_layout(layout):
    old = book(cell("x = 1"), **layout)
    before, after = json.loads(old), json.loads(restored(old))
    assert "".join(after["cells"].pop()["source"]) == STUB
    assert after == before


def test_a_new_cell_in_the_layout_of_jupyter_is_indented_as_the_others():
    new = restored(book(cell("x = 1"), indent=1))
    assert new == json.dumps(json.loads(new), indent=1)


def test_cells_of_text_are_not_counted_and_stay():
    text = {"cell_type": "markdown", "source": "relu = 1", "metadata": {}}
    old, new = (book(text, cell(answer), text, cell("x")) for answer in ("relu = 1", STUB))
    assert restored(old) == new


@pytest.mark.parametrize(
    "content",
    [
        b"\xff{}",
        b"[]",
        b'{"cells": [{"cell_type": "code"}]}',
        b'{"cells": [{"source": "x"}]}',
        b'{"cells": [{"cell_type": "code", "source": 1}]}',
        b'{"cells": [{"cell_type": "code", "source": "x"}',
        b'{"cells": ' + b"[" * 100_000,
    ],
)
def test_what_is_no_notebook_is_refused(content):
    with pytest.raises(CannotRestoreError, match="cannot be read, or has an old format"):
        restored_notebook(content, "relu", STUB)
