"""Writing reports: a file is replaced completely or not at all."""

import errno
import json
import os
import stat
from pathlib import Path
from threading import Thread

import pytest

from grader.errors import OutputError, UsageError
from grader.records import Gradebook
from grader.report import formats
from grader.report.files import replace_all
from grader.report.formats import Format, Output
from grader.report.report import Report, Setting
from grader.report.write import require_one_learner, require_writable, write

BOOK = Gradebook((), ("a note",))


@pytest.fixture
def breaks_midway(monkeypatch):
    def make(presentation, setting):
        raise RuntimeError("midway")

    monkeypatch.setitem(formats.FORMATS, "broken", Format(make, "broken"))


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
    def make(presentation, setting):
        return Report({"": b"x" * 10_000_000})  # more than a pipe holds

    monkeypatch.setitem(formats.FORMATS, "large", Format(make, "large"))
    os.mkfifo(tmp_path / "pipe")
    reader = Thread(target=lambda: os.close(os.open(tmp_path / "pipe", os.O_RDONLY)))
    reader.start()
    with pytest.raises(OutputError) as caught:
        write(BOOK, [Output("large", tmp_path / "pipe")])
    reader.join()
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


@pytest.mark.parametrize("name", ["json", "terminal"])
def test_a_format_is_written_to_standard_output(name, capsys):
    write(BOOK, [Output(name)])
    assert "a note" in capsys.readouterr().out


def several(name: str, *names: str) -> Format:
    """Return a format that writes these files, in a folder."""

    def make(presentation, setting):
        return Report({one: f"mark {name}".encode() for one in names})

    return Format(make, "", marker=b"mark")


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder with the feedback of an earlier run on ada and bob."""
    monkeypatch.setitem(formats.FORMATS, "first", several("1", "ada.md", "bob.md"))
    monkeypatch.setitem(formats.FORMATS, "second", several("2", "ada.md", "eve.md"))
    write(BOOK, [Output("first", tmp_path / "feedback")])
    return tmp_path / "feedback"


def contents(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in folder.iterdir()}


def test_a_folder_is_made_and_later_its_files_are_replaced_and_old_ones_removed(folder):
    assert contents(folder) == {"ada.md": "mark 1", "bob.md": "mark 1"}
    require_writable([Output("second", folder)])
    write(BOOK, [Output("second", folder)])
    assert contents(folder) == {"ada.md": "mark 2", "eve.md": "mark 2"}


def test_a_folder_with_a_file_of_somebody_else_is_refused_before_grading(folder):
    (folder / "ada.md").write_text("notes on ada")
    before = contents(folder)
    with pytest.raises(UsageError, match=r"contains ada\.md, which is not feedback"):
        require_writable([Output("second", folder)])
    assert contents(folder) == before


def test_a_file_of_somebody_else_that_is_there_by_then_is_not_replaced(folder):
    (folder / "ada.md").write_text("notes on ada")
    before = contents(folder)
    with pytest.raises(OutputError, match=r"ada\.md is not feedback\. The folder is as it was"):
        write(BOOK, [Output("second", folder)])
    assert contents(folder) == before


@pytest.mark.parametrize(("name", "says"), [("none/feedback", "no such folder"), ("f", "a file")])
def test_a_folder_that_cannot_be_made_is_known_before_grading(tmp_path, name, says, monkeypatch):
    monkeypatch.setitem(formats.FORMATS, "first", several("1", "ada.md"))
    (tmp_path / "f").touch()
    with pytest.raises(UsageError, match=says):
        require_writable([Output("first", tmp_path / name)])


def test_no_file_is_replaced_unless_all_are_written(tmp_path):
    (tmp_path / "a").write_text("old")
    with pytest.raises(FileNotFoundError):
        replace_all({tmp_path / "a": b"new", tmp_path / "none" / "b": b"new"})
    assert contents(tmp_path) == {"a": "old"}


def test_a_full_disk_keeps_the_old_files(tmp_path, folder, monkeypatch):
    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    before = contents(folder)
    with pytest.raises(OutputError, match=r"No space left on device\. The folder is as it was"):
        write(BOOK, [Output("second", folder)])
    assert contents(folder) == before


def test_what_is_added_to_a_file_comes_after_what_is_there(tmp_path, monkeypatch, capsys):
    def make(presentation, setting):
        return Report({"": b"new\n"}, printed="printed\n", notes=("said\n::error::x",))

    monkeypatch.setitem(formats.FORMATS, "added", Format(make, "", is_added=True))
    file = tmp_path / "summary.md"
    file.write_text("old\n")
    require_writable([Output("added", file)])
    write(BOOK, [Output("added", file)])
    assert file.read_text() == "old\nnew\n"
    shown = capsys.readouterr()
    assert shown.out == "printed\n"
    assert shown.err == "grade: said : :error: :x\n"


def test_a_report_on_one_learner_is_refused_for_several_before_grading():
    require_one_learner([Output("gradescope"), Output("json")], 1)
    require_one_learner([Output("json"), Output("terminal")], 2)
    with pytest.raises(UsageError, match=r"about one learner\. .* of 2"):
        require_one_learner([Output("gradescope")], 2)


def test_a_file_beside_another_is_known_before_grading(tmp_path):
    (tmp_path / "release-body.md").mkdir()
    output = Output("classroom50", tmp_path / "result.json", setting=Setting())
    assert output.paths() == (tmp_path / "result.json", tmp_path / "release-body.md")
    with pytest.raises(UsageError, match=r"release-body\.md: .* this is a folder"):
        require_writable([output])


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


@pytest.mark.parametrize("made", ["link", "pipe", "link to nothing"])
def test_what_a_learner_put_at_the_usual_name_is_replaced_and_nothing_else(tmp_path, made):
    (tmp_path / "checkout").mkdir()
    file, other = tmp_path / "checkout" / "out.json", tmp_path / "precious"
    other.write_text("precious")
    if made == "pipe":
        os.mkfifo(file)
    else:
        file.symlink_to(other if made == "link" else tmp_path / "nothing")
    outputs = [Output("json", file, is_named=False)]
    require_writable(outputs)
    write(BOOK, outputs)
    assert stat.S_ISREG(file.lstat().st_mode)
    assert json.loads(file.read_text())["notes"] == ["a note"]
    assert other.read_text() == "precious"
    assert not (tmp_path / "nothing").exists()


def test_a_file_beside_another_never_follows_a_link(tmp_path, monkeypatch):
    def make(presentation, setting):
        return Report({"": b"new", "body.md": b"new"})

    monkeypatch.setitem(formats.FORMATS, "two", Format(make, "x", beside=("body.md",)))
    (tmp_path / "precious").write_text("precious")
    (tmp_path / "body.md").symlink_to(tmp_path / "precious")
    write(BOOK, [Output("two", tmp_path / "x")])
    assert (tmp_path / "precious").read_text() == "precious"
    assert not (tmp_path / "body.md").is_symlink()


def test_a_link_to_a_folder_at_the_usual_name_is_refused(folder, tmp_path):
    (tmp_path / "link").symlink_to(folder)
    require_writable([Output("second", tmp_path / "link")])
    with pytest.raises(UsageError, match="this is a link"):
        require_writable([Output("second", tmp_path / "link", is_named=False)])


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
