"""Paths and options as a learner may type them again."""

from pathlib import Path

import pytest

from grader.live.typed import typed, typed_course, typed_folder


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("exercises", "exercises"),
        ("my work", '"my work"'),
        ("two  blanks", '"two  blanks"'),
        ("ada's", '"ada\'s"'),
        ("a&b", '"a&b"'),
        ("/home/zoë/03_sgd.py", "/home/zoë/03_sgd.py"),
    ],
)
def test_blanks_and_marks_of_a_shell_need_quotes(path, shown):
    assert typed(Path(path)) == shown


@pytest.mark.parametrize("path", ["a\x1b[2Jb", "a\nb", "a\tb", "a\u202eb", "a\udcffb"])
def test_a_path_that_cannot_be_shown_is_escaped(path):
    assert typed(Path(path)).isprintable()


def test_a_folder_is_named_only_if_the_command_would_take_another_one():
    assert typed_folder(Path("exercises"), Path("exercises")) == ""
    assert typed_folder(Path("my work"), Path("exercises")) == ' "my work"'


def test_the_shipped_course_needs_no_option():
    assert typed_course(None) == ""
    assert typed_course("my-course") == " --course my-course"
    assert typed_course("my course") == ' --course "my course"'
