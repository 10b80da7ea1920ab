"""Opening a line in the learner's editor."""

from pathlib import Path

import pytest

from grader.live.watch.editor import Editor, chosen_editor


@pytest.fixture
def noting(tmp_path):
    """Return a function that opens line 12 of a.py in an editor of this name, and what it got."""

    def opened(name: str, line: int = 12) -> str:
        script = tmp_path / name
        script.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/noted\n')
        script.chmod(0o755)
        editor = chosen_editor({"EDITOR": str(script)})
        assert editor is not None
        assert Editor(editor.words, has_window=False).open(Path("a.py"), line) == ""
        return (tmp_path / "noted").read_text().strip()

    return opened


@pytest.mark.parametrize(
    ("name", "got"),
    [
        ("vim", "+12 a.py"),
        ("nano", "+12 a.py"),
        ("emacs", "+12 a.py"),
        ("code", "-g a.py:12"),
        ("hx", "a.py:12"),
        ("kate", "--line 12 a.py"),
        ("unknown", "a.py"),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(noting, name, got):
    assert noting(name) == got


def test_without_a_line_the_file_alone_is_opened(noting):
    assert noting("vim", 0) == "a.py"


def test_visual_comes_before_editor_and_may_have_options():
    editor = chosen_editor({"VISUAL": "code --wait", "EDITOR": "vi"})
    assert editor == Editor(("code", "--wait"), has_window=True)
    assert chosen_editor({"EDITOR": "vi"}) == Editor(("vi",), has_window=False)
    assert chosen_editor({"EDITOR": " "}) is None
    assert chosen_editor({}) is None


def test_an_editor_that_cannot_be_started_is_told():
    told = Editor(("/missing/vi",), has_window=False).open(Path("a.py"), 1)
    assert told == "/missing/vi cannot be started: No such file or directory."
    told = Editor(("/missing/code",), has_window=True).open(Path("a.py"), 1)
    assert told == "/missing/code cannot be started: No such file or directory."
