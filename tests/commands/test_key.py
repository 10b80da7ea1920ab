"""`grade key` and `--key`."""

import json
import os
import stat

import pytest

from grader.commands.key import make_key, read_key
from grader.errors import UsageError
from grader.options import Options
from grader.pipeline import run
from grader.report.json_file import to_json
from grader.report.presenter import present
from grader.submission.seeds import Key
from tests.command import SOLUTIONS, one_line, run_grade


def test_a_new_key_can_be_read_and_only_by_its_user(tmp_path):
    file = tmp_path / "key"
    assert make_key(file) == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(read_key(file).secret) == 64


def test_every_key_is_another(tmp_path):
    for name in "ab":
        make_key(tmp_path / name)
    assert read_key(tmp_path / "a") != read_key(tmp_path / "b")


def test_a_file_is_never_overwritten(tmp_path):
    file = tmp_path / "key"
    file.write_text("precious")
    with pytest.raises(UsageError, match="this file exists"):
        make_key(file)
    assert file.read_text() == "precious"


def test_a_key_needs_a_folder(tmp_path):
    with pytest.raises(UsageError, match="cannot write the key"):
        make_key(tmp_path / "no" / "key")


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\n\n", b"\r", b"\n\r\n\r"])
def test_newlines_at_the_end_do_not_count(tmp_path, end):
    (tmp_path / "key").write_bytes(b"0123456789abcdef" + end)
    assert read_key(tmp_path / "key") == Key(b"0123456789abcdef")


@pytest.mark.parametrize(
    "key", [b"\n0123456789abcdef", b"01234567\n89abcdef", b"0123456789abcdef "]
)
def test_all_other_bytes_count(tmp_path, key):
    (tmp_path / "key").write_bytes(key + b"\n")
    assert read_key(tmp_path / "key") == Key(key)


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "can be guessed"), (b"x" * 15 + b"\n\n", "of 15 bytes"), (b"x" * 4097, "4,096 bytes")],
)
def test_a_key_is_neither_short_nor_long(tmp_path, content, says):
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(UsageError, match=says):
        read_key(tmp_path / "key")


def test_a_key_is_a_regular_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for name, says in (
        ("pipe", "regular file"),
        (".", "regular file"),
        ("missing", "no such file"),
    ):
        with pytest.raises(UsageError, match=says):
            read_key(tmp_path / name)


def test_the_key_decides_the_inputs_and_stands_nowhere(tmp_path, course, session):
    solution = (SOLUTIONS / "02_deep_network.py").read_text()
    printing = solution.replace("return np.maximum", "print(x)\n    return np.maximum")
    (tmp_path / "02_deep_network.py").write_text(printing)
    for name in "ab":
        make_key(tmp_path / name)
    keys = {name: read_key(tmp_path / name) for name in "ab"}
    done = run_grade(
        "02_deep_network.py", "--only", "relu", "--json", "-", "--key", "a", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert all(key.secret.decode() not in done.stdout + done.stderr for key in keys.values())
    told = {"command": json.loads(done.stdout)}
    for name, key in ((None, None), *keys.items()):
        book = run(
            [tmp_path / "02_deep_network.py"], course, session, Options(only=("relu",), key=key)
        )
        told[name] = json.loads(to_json(present(book, hints=1)))
    printed = {
        name: [task["printed"] for task in one["submissions"][0]["exercises"][0]["tasks"]]
        for name, one in told.items()
    }
    assert printed["command"] == printed["a"]
    assert printed[None] != printed["a"] != printed["b"]
    digests = {name: one["key_digest"] for name, one in told.items()}
    assert digests == {
        "command": keys["a"].digest,
        None: None,
        "a": keys["a"].digest,
        "b": keys["b"].digest,
    }


def test_a_bad_key_is_one_line_and_exit_code_2(tmp_path):
    done = run_grade("exercises", "--key", tmp_path)
    assert done.returncode == 2
    assert "--key" in one_line(done)
    done = run_grade("key", tmp_path)
    assert done.returncode == 2
    assert "exists" in one_line(done)
