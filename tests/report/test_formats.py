"""Writing reports: a file is replaced completely or not at all."""

import json
import os
import stat
from pathlib import Path

import pytest

from grader.errors import OutputError, UsageError
from grader.records import Gradebook
from grader.report import formats
from grader.report.formats import Output, require_writable, write

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


def test_a_longer_report_is_replaced_completely(tmp_path):
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


def test_a_report_that_fails_does_not_stop_the_others(tmp_path, capsys, breaks_midway):
    with pytest.raises(RuntimeError, match="midway"):
        write(BOOK, [Output("broken", tmp_path / "out.json"), Output("terminal")])
    assert "a note" in capsys.readouterr().out


def test_a_file_that_cannot_be_written_has_an_error_of_its_own(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match="the results were not written"):
        write(BOOK, [Output("json", tmp_path / "missing" / "out.json")])


def test_only_of_a_file_that_is_replaced_it_is_said_to_be_as_before(tmp_path, monkeypatch):
    def write_to_nobody(presentation, stream):
        os.close(reader)
        stream.write("{}")

    monkeypatch.setitem(formats.FORMATS, "broken", write_to_nobody)
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(OutputError) as caught:
        write(BOOK, [Output("broken", tmp_path / "pipe")])
    assert "Broken pipe. Part of them may have been sent" in str(caught.value)
    assert "as it was" not in str(caught.value)
    with pytest.raises(OutputError, match="The file is as it was before"):
        write(BOOK, [Output("json", tmp_path / "missing" / "out.json")])


def test_a_file_may_have_the_longest_name_there_is(tmp_path):
    path = tmp_path / ("x" * 255)
    require_writable([Output("json", path)])
    write(BOOK, [Output("json", path)])
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def unwritable(tmp_path, name) -> Path:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("old")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    return tmp_path / name


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("missing/out.json", "there is no such folder"),
        ("file/out.json", "there is no such folder"),
        ("folder", "this is a folder"),
        ("x" * 256, "File name too long"),
        ("circle", "cannot write the results"),
    ],
)
def test_what_cannot_be_written_is_known_before_grading(tmp_path, name, says):
    path = unwritable(tmp_path, name)
    with pytest.raises(UsageError, match=says):
        require_writable([Output("json", path)])


def test_trying_changes_nothing(tmp_path):
    path = tmp_path / "out.json"
    require_writable([Output("json", path), Output("terminal")])
    assert list(tmp_path.iterdir()) == []
    path.write_text("old")
    before = path.stat()
    require_writable([Output("json", path)])
    assert path.read_text() == "old"
    assert path.stat().st_ino == before.st_ino
    assert list(tmp_path.iterdir()) == [path]


def test_a_pipe_is_not_opened_to_try_it(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    require_writable([Output("json", tmp_path / "pipe")])


def test_every_format_is_written_to_standard_output(capsys):
    for name in formats.FORMATS:
        write(BOOK, [Output(name)])
        assert "a note" in capsys.readouterr().out


def test_the_target_of_a_link_is_replaced_and_the_link_remains(tmp_path):
    (tmp_path / "results").mkdir()
    target = tmp_path / "results" / "out.json"
    target.write_text("old")
    link = tmp_path / "latest.json"
    link.symlink_to(target)
    write(BOOK, [Output("json", link)])
    assert link.is_symlink()
    assert json.loads(target.read_text())["notes"] == ["a note"]
    assert [path.name for path in target.parent.iterdir()] == ["out.json"]


def test_a_pipe_receives_the_report_and_remains_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write(BOOK, [Output("json", pipe)])
    assert json.loads(os.read(reader, 65_536))["notes"] == ["a note"]
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_receives_the_report_and_remains_a_device():
    # A device in a folder where nothing can be created: should this fail, it harms no machine.
    reader, writer = os.openpty()
    device = Path(os.ttyname(writer))
    write(BOOK, [Output("json", device)])
    assert stat.S_ISCHR(device.stat().st_mode)
    assert json.loads(os.read(reader, 65_536))["notes"] == ["a note"]
    os.close(writer)
    os.close(reader)
