"""Writing reports: a file is replaced whole or not at all."""

import json
import os
import stat
from pathlib import Path

import pytest

from grader.records import Gradebook
from grader.report import formats
from grader.report.formats import Output, write

BOOK = Gradebook((), ("a note",))


@pytest.fixture
def breaks_midway(monkeypatch):
    def write_half(presentation, stream):
        stream.write('{"version": ')
        stream.flush()
        raise RuntimeError("midway")

    monkeypatch.setitem(formats.FORMATS, "broken", write_half)


def mode_of(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_report_is_written_to_its_file(tmp_path):
    write(BOOK, [Output("json", tmp_path / "out.json")])
    assert json.loads((tmp_path / "out.json").read_text())["notes"] == ["a note"]
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_longer_report_is_replaced_as_a_whole(tmp_path):
    path = tmp_path / "out.json"
    path.write_text("x" * 10_000)
    write(BOOK, [Output("json", path)])
    assert json.loads(path.read_text())["notes"] == ["a note"]


def test_a_format_that_fails_midway_leaves_the_old_file_and_nothing_else(tmp_path, breaks_midway):
    path = tmp_path / "out.json"
    path.write_text("old")
    with pytest.raises(RuntimeError, match="midway"):
        write(BOOK, [Output("broken", path)])
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_format_that_fails_midway_makes_no_new_file(tmp_path, breaks_midway):
    with pytest.raises(RuntimeError, match="midway"):
        write(BOOK, [Output("broken", tmp_path / "out.json")])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664])
def test_a_file_keeps_its_permissions(tmp_path, mode):
    path = tmp_path / "out.json"
    path.touch()
    path.chmod(mode)
    write(BOOK, [Output("json", path)])
    assert mode_of(path) == mode


def test_a_new_file_gets_the_permissions_that_new_files_get(tmp_path):
    (tmp_path / "usual").touch()
    write(BOOK, [Output("json", tmp_path / "out.json")])
    assert mode_of(tmp_path / "out.json") == mode_of(tmp_path / "usual")


def test_a_file_is_named_relative_to_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(BOOK, [Output("json", Path("out.json"))])
    assert (tmp_path / "out.json").is_file()


def test_files_come_before_standard_output(tmp_path, capsys, breaks_midway):
    """What people read last must not claim what was then not written."""
    with pytest.raises(RuntimeError, match="midway"):
        write(BOOK, [Output("terminal"), Output("broken", tmp_path / "out.json")])
    assert capsys.readouterr().out == ""


def test_every_format_is_written_to_standard_output(capsys):
    for name in formats.FORMATS:
        write(BOOK, [Output(name)])
        assert "a note" in capsys.readouterr().out


def test_the_file_that_a_link_points_to_is_replaced_and_the_link_stays(tmp_path):
    (tmp_path / "results").mkdir()
    target = tmp_path / "results" / "out.json"
    target.write_text("old")
    link = tmp_path / "latest.json"
    link.symlink_to(target)
    write(BOOK, [Output("json", link)])
    assert link.is_symlink()
    assert json.loads(target.read_text())["notes"] == ["a note"]
    assert [path.name for path in target.parent.iterdir()] == ["out.json"]


def test_a_pipe_gets_the_report_and_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write(BOOK, [Output("json", pipe)])
    assert json.loads(os.read(reader, 65_536))["notes"] == ["a note"]
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_stays_a_device():
    write(BOOK, [Output("json", Path(os.devnull))])
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
