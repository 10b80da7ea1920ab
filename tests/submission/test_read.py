import os
from pathlib import Path

import pytest

from grader.course import Exercise, Task
from grader.processes.environment import own_paths
from grader.submission.archive import Archives
from grader.submission.learners import Found
from grader.submission.listing import file_on_disk
from grader.submission.read import MAX_NOTEBOOK, MAX_SOURCE, read
from grader.submission.reader import Reader

EXERCISE = Exercise("02_deep_network", "A test", (Task("relu", lambda rng: {}, ()),))


def read_file(path: Path):
    found = Found(file_on_disk(path), "ada", "02_deep_network", path.parent)
    with Reader(own_paths()) as reader:
        return read(found, EXERCISE, Archives(), reader, (), "____")


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
def test_every_allowed_encoding_is_read(tmp_path, content):
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
def test_a_file_that_cannot_be_read_is_a_problem_of_one_line(tmp_path, content, says):
    submission = read_bytes(tmp_path, content)
    assert says in problem_of(submission)
    assert not submission.is_answered


def test_an_empty_file_contains_no_task(tmp_path):
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


def test_a_file_whose_name_is_not_text_is_read(tmp_path):
    path = tmp_path / os.fsdecode(b"02_deep_network\xff.py")
    path.write_text("def relu(x): return x")
    submission = read_file(path)
    assert submission.tasks["relu"].state == "answered"
    assert submission.cells[0].file.isprintable()


def test_what_the_machine_lacks_is_an_internal_error_and_costs_nothing(tmp_path):
    resource = pytest.importorskip("resource")
    path = tmp_path / "02_deep_network.py"
    path.write_text("def relu(x): return x")
    found = Found(file_on_disk(path), "ada", "02_deep_network", tmp_path)
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    with Reader(own_paths()) as reader:
        before = read(found, EXERCISE, Archives(), reader)
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, limits[1]))
        try:
            failed = read(found, EXERCISE, Archives(), reader)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, limits)
        assert "Too many open files" in failed.internal_error
        assert not failed.is_answered
        assert read(found, EXERCISE, Archives(), reader) == before


def test_a_reader_that_does_not_start_is_an_internal_error(tmp_path):
    path = tmp_path / "02_deep_network.py"
    path.write_text("def relu(x): return x")
    found = Found(file_on_disk(path), "ada", "02_deep_network", tmp_path)
    (tmp_path / "grader").mkdir()
    (tmp_path / "grader" / "__init__.py").write_text("raise ImportError('half of it is gone')\n")
    with Reader([str(tmp_path)]) as reader:
        submission = read(found, EXERCISE, Archives(), reader)
    assert "half of it is gone" in submission.internal_error
    assert "\n" not in submission.internal_error


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (b"x = 1\0", ".py"),
        (b"x = " + b"9" * 190_000, ".py"),
        (b"(" * 190_000, ".py"),
        (b"-" * 190_000 + b"1", ".py"),
        (b"a" + b".a" * 90_000, ".py"),
        (b'{"cells": [{"cell_type": "code", "source": "' + b"a" * 2_000_000 + b'"}]}', ".ipynb"),
        (b'{"cells": [{"cell_type": "code", "source": "\\ud800 = 1"}]}', ".ipynb"),
        (b'{"cells": [{"cell_type": "code", "source": {"a": 1}}]}', ".ipynb"),
        (b'{"cells": {"0": 1}}', ".ipynb"),
        (b'{"nbformat": ' + b"9" * 400_000 + b"}", ".ipynb"),
        (b'{"nbformat": 1e999}', ".ipynb"),
        (b'{"a": ' * 1_000_000, ".ipynb"),
    ],
)
def test_odd_content_is_the_learners_and_no_internal_error(tmp_path, content, suffix):
    submission = read_bytes(tmp_path, content, f"02_deep_network{suffix}")
    assert submission.internal_error == ""
    assert not submission.is_answered


def test_of_two_sources_in_one_cell_the_last_counts(tmp_path):
    cell = b'{"cell_type": "code", "source": "", "source": "def relu(x):\\n    return x"}'
    submission = read_bytes(tmp_path, b'{"cells": [' + cell + b"]}", "02_deep_network.ipynb")
    assert submission.is_answered
