import os
from pathlib import Path

import pytest

from grader.course import Exercise, Task
from grader.submission.archive import Archives
from grader.submission.learners import Found
from grader.submission.listing import file_on_disk
from grader.submission.read import MAX_NOTEBOOK, MAX_SOURCE, read

EXERCISE = Exercise("02_deep_network", "A test", (Task("relu", lambda rng: {}, ()),))


def read_file(path: Path):
    found = Found(file_on_disk(path), "ada", "02_deep_network", path.parent)
    return read(found, EXERCISE, Archives(), (), "____")


def problem_of(submission) -> str:
    (source,) = submission.tasks.values()
    assert source.state == "unreadable"
    return source.problem.message


def read_bytes(tmp_path, content: bytes, name: str = "02_deep_network.py"):
    path = tmp_path / name
    path.write_bytes(content)
    return read_file(path)


def test_the_seed_comes_from_the_content(tmp_path):
    one, again, other = (read_bytes(tmp_path, text).seed for text in (b"a", b"a", b"b"))
    assert one == again != other


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfdef relu(x):\r\n    return x\r\n",
        "# -*- coding: latin-1 -*-\n# \xe9\ndef relu(x):\n    return x\n".encode("latin-1"),
        "# Größe\ndef relu(x):\n\treturn x\n".encode(),
    ],
)
def test_every_encoding_python_takes_is_read(tmp_path, content):
    assert read_bytes(tmp_path, content).tasks["relu"].state == "answered"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe\x00", "not text"),
        (b"# coding: klingon\n", "not text"),
        (b"# coding: punycode\n-" + b"a" * 190_000, "punycode. Expected UTF-8"),
        (b"x" * (MAX_SOURCE + 1), "larger than"),
    ],
)
def test_what_cannot_be_read_is_a_problem_of_one_line(tmp_path, content, says):
    submission = read_bytes(tmp_path, content)
    assert says in problem_of(submission)
    assert not submission.is_answered


def test_an_empty_file_holds_no_task(tmp_path):
    assert read_bytes(tmp_path, b"").tasks["relu"].state == "missing"


def test_links_pipes_and_folders_are_refused(tmp_path):
    (tmp_path / "secret").write_text("def relu(x): return x")
    for number, make in enumerate(
        (
            lambda path: path.symlink_to(tmp_path / "secret"),
            os.mkfifo,
            lambda path: path.mkdir(),
        )
    ):
        path = tmp_path / f"{number}_02_deep_network.py"
        make(path)
        submission = read_file(path)
        assert problem_of(submission)
        assert submission.cells == ()


def test_a_notebook_of_200_megabytes_is_not_read_at_all(tmp_path):
    path = tmp_path / "02_deep_network.ipynb"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    submission = read_file(path)
    assert f"larger than {MAX_NOTEBOOK:,} bytes" in problem_of(submission)


def test_a_notebook_full_of_pictures_is_read_without_them(tmp_path):
    path = tmp_path / "02_deep_network.ipynb"
    picture = "A" * 30_000_000
    path.write_text(
        '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code",'
        '"metadata": {}, "id": "a", "execution_count": 1, "outputs": [{"output_type":'
        f'"display_data", "metadata": {{}}, "data": {{"image/png": "{picture}"}}}}],'
        '"source": "def relu(x):\\n    return x"}]}'
    )
    submission = read_file(path)
    assert submission.tasks["relu"].state == "answered"
    assert len(submission.cells[0].source) < 100


def test_a_file_whose_name_is_no_text_is_read(tmp_path):
    path = tmp_path / os.fsdecode(b"02_deep_network\xff.py")
    path.write_text("def relu(x): return x")
    submission = read_file(path)
    assert submission.tasks["relu"].state == "answered"
    assert submission.cells[0].file.isprintable()
