"""Learner text without what belongs to a terminal, a process or a machine."""

import json.decoder
import os
import sys
import tempfile
from pathlib import Path

import msgspec
import pytest

import grader
from grader.judge.clean_text import TextCleaner

LONG = 1_000_000


def shown(text: str, limit: int = LONG) -> str:
    return TextCleaner()(text, limit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[1mModel: \x1b[38;5;45msequential\x1b[0m", "Model: sequential"),
        ("\x1b[1A\x1b[2Kall passed\r", "all passed"),
        ("\x1b]0;title\x07a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "alink"),
        ("\x1b(Ba\x1b=b\x1b7c", "abc"),
        ("a\x1bPq#0\x1b\\b", "ab"),
    ],
)
def test_terminal_codes_are_removed(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b", "\\x1b"),
        ("\x1b[31", "\\x1b[31"),
        ("\x1b]0;never ended", "\\x1b]0;never ended"),
        ("\x1b]0;one line\nis not hidden\x07", "\\x1b]0;one line\nis not hidden\\x07"),
        ("\x1b\x1b[0m[31mred", "\\x1b[31mred"),
        ("\x9b31m", "\\x9b31m"),
        ("\x07\x00", "\\x07\\x00"),
    ],
)
def test_an_incomplete_terminal_code_is_escaped(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10%\r50%\rdone\n", "done\n"),
        ("abc\b\b12\n", "a12\n"),
        ("1/2 ━━\b\b\b\b\b\b\r2/2 ━━━━\nloss\n", "2/2 ━━━━\nloss\n"),
        ("longer\rab", "abnger"),
        ("\b\ba", "a"),
        ("kept\r", "kept"),
        ("one\r\ntwo\r\n", "one\ntwo\n"),
    ],
)
def test_a_progress_bar_is_shown_as_it_ends(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<function f at 0x7f3a12bc>", "<function f at 0x…>"),
        ("<f at 0x00007FF6A1>, <g at 0x1>", "<f at 0x…>, <g at 0x…>"),
        ("x = 0x7f, at 12, at_0x1", "x = 0x7f, at 12, at_0x1"),
    ],
)
def test_an_address_is_not_shown_and_a_number_is(text, expected):
    assert shown(text) == expected


def test_two_objects_have_the_same_text():
    assert shown(repr(object())) == "<object object at 0x…>"


def test_the_path_of_a_module_begins_where_it_is_imported_from():
    assert shown(json.decoder.__file__) == "json/decoder.py"
    assert shown(f'File "{msgspec.__file__}", line 1') == 'File "msgspec/__init__.py", line 1'
    assert shown(str(grader.__file__)) == "grader/__init__.py"


def test_the_folders_of_modules_are_not_shown():
    assert shown(str([path for path in sys.path if path.endswith("-packages")])) == "['…']"
    assert shown(str(Path(json.decoder.__file__).parents[1])) == "…"


def test_the_folders_of_a_run_a_user_and_a_python_are_not_shown():
    job = Path(tempfile.gettempdir()) / "grade-a8_x1zq0" / "job-12"
    assert shown(f"'{job}/my.txt'") == "'…/my.txt'"
    assert shown("/dev/shm/grade-a8_x1zq0/job-3") == "…"
    assert shown(f"{sys.prefix}/bin/python") == "…/bin/python"
    assert shown(f"{Path.home()}/a.py") == "…/a.py"


@pytest.mark.parametrize("text", ["/", "/etc/passwd", "/data/x.csv", "a/b", "/tmp/x", "/dev/shm"])
def test_other_paths_stay(text):
    assert shown(text) == text


def test_a_folder_whose_name_only_begins_alike_stays():
    assert shown(f"{Path.home()}-old/a") == f"{Path.home()}-old/a"


def test_a_home_at_the_top_hides_no_path(monkeypatch):
    monkeypatch.setenv("HOME", os.sep)
    assert shown("/data/x.csv") == "/data/x.csv"


def test_a_text_is_cut_after_its_paths_were_shortened():
    path = str(Path(msgspec.__file__).parent / "json.py")
    assert shown(f"{path}: {'x' * 100}", 20) == "msgspec/json.py: xxx"


@pytest.mark.parametrize("text", ["\ud800" * 50, "e" + "\u0301" * 50, "\x07" * 50])
def test_no_text_is_longer_than_its_limit_after_escaping(text):
    assert len(shown(text, 40)) == 40


@pytest.mark.parametrize(
    "begin", ["\x1b[", "\x1b]", "\x1b[0", "\r", "\b", "/tmp/grade-", "/dev/shm", " at 0x", "\u0301"]
)
def test_a_long_text_of_beginnings_is_read_to_its_end(begin):
    assert shown(begin * 20_000 + "\nend").endswith("end")
