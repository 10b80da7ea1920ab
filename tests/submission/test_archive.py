"""Honest and hostile archives: reading them is bounded, and nothing is unpacked to the disk."""

import contextlib
import io
import os
import stat
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.course import Exercise, Task
from grader.errors import UsageError
from grader.processes.environment import own_paths
from grader.submission import archive as archive_module
from grader.submission.archive import MAX_INNER_ARCHIVE, ArchiveError, Archives
from grader.submission.discover import discover
from grader.submission.listing import file_on_disk
from grader.submission.read import MAX_SOURCE, read
from grader.submission.reader import Reader

EXERCISES = ("01_single_neuron", "02_deep_network", "03_sgd")
EXERCISE = Exercise("02_deep_network", "A test", (Task("relu", lambda rng: {}, ()),))
RELU = b"def relu(x):\n    return x\n"


def packed(**files: bytes) -> bytes:
    """Return the bytes of an archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


TWO_DEEP = packed(
    **{"lee/02_deep_network.py": RELU, "kim/hw.zip": packed(**{"02_deep_network.py": RELU})}
)


def graded(*paths: Path) -> list[tuple[str, str, str]]:
    """Return the learner, the displayed file and the state of the task for each found file."""
    with Archives() as archives, Reader(own_paths()) as reader:
        discovery = discover(paths, EXERCISES, archives)
        submissions = [read(found, EXERCISE, archives, reader) for found in discovery.found]
    sources = [(one, one.tasks["relu"]) for one in submissions]
    return [
        (one.learner, one.file, source.problem.message if source.problem else source.state)
        for one, source in sources
    ]


def notes(*paths: Path) -> tuple[str, ...]:
    with Archives() as archives:
        return discover(paths, EXERCISES, archives).notes


def write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def shown(found: list[tuple[str, str, str]], below: Path) -> list[tuple[str, str, str]]:
    return [(learner, str(Path(file).relative_to(below)), said) for learner, file, said in found]


def test_a_class_in_an_archive_is_one_learner_for_each_folder(tmp_path):
    names = ("lee/02_deep_network.py", "kim/Copy_of_02_deep_network.py", "__MACOSX/lee/._02.py")
    path = write(tmp_path / "class.zip", packed(**dict.fromkeys(names, RELU)))
    assert shown(graded(path), tmp_path) == [
        ("kim", "class.zip/kim/Copy_of_02_deep_network.py", "answered"),
        ("lee", "class.zip/lee/02_deep_network.py", "answered"),
    ]


def test_an_archive_of_a_class_folder_gives_the_same_class(tmp_path):
    names = ("hw1/lee/02_deep_network.py", "hw1/kim/02_deep_network.py")
    path = write(tmp_path / "class.zip", packed(**dict.fromkeys(names, RELU)))
    assert [learner for learner, _, _ in graded(path)] == ["kim", "lee"]


def test_one_learners_archive_is_named_after_them_however_deep_their_files_lie(tmp_path):
    lee = {"work/final/02_deep_network.py": RELU, "work/notes/03_sgd.py": b""}
    write(tmp_path / "class" / "lee.zip", packed(**lee))
    write(tmp_path / "class" / "kim" / "answers.zip", packed(**{"02_deep_network.py": RELU}))
    assert shown(graded(tmp_path / "class"), tmp_path / "class") == [
        ("kim", "kim/answers.zip/02_deep_network.py", "answered"),
        ("lee", "lee.zip/work/final/02_deep_network.py", "answered"),
        ("lee", "lee.zip/work/notes/03_sgd.py", "missing"),
    ]


def test_an_archive_of_archives_from_canvas_is_read(tmp_path):
    inner = packed(**{"hw/02_deep_network.py": RELU})
    names = {"lee_1_7_hw.zip": inner, "kim_2_8_hw.zip": inner, "ng_3_9_02_deep_network.py": RELU}
    path = write(tmp_path / "submissions.zip", packed(**names))
    assert shown(graded(path), tmp_path) == [
        ("kim", "submissions.zip/kim_2_8_hw.zip/hw/02_deep_network.py", "answered"),
        ("lee", "submissions.zip/lee_1_7_hw.zip/hw/02_deep_network.py", "answered"),
        ("ng", "submissions.zip/ng_3_9_02_deep_network.py", "answered"),
    ]


def test_files_of_one_learner_in_several_folders_of_an_archive_stay_together(tmp_path):
    for place in ("a", "b"):
        files = {"x/02_deep_network.py": RELU, "y/03_sgd.py": RELU}
        write(tmp_path / place / "lee.zip", packed(**files))
    found = graded(tmp_path / "a", tmp_path / "b")
    assert [learner for learner, _, _ in found] == ["a/lee.zip"] * 2 + ["b/lee.zip"] * 2


def test_no_path_leads_out_of_an_archive(tmp_path):
    names = (
        "../02_deep_network.py",
        "/etc/02_deep_network.py",
        "lee/../../02_deep_network.py",
        "..\\02_deep_network.py",
        "\\\\02_deep_network.py",
        "//tmp/02_deep_network.py",
        "C:/02_deep_network.py",
        "a/" * 40 + "02_deep_network.py",
        "lee\\02_deep_network.py",
    )
    path = write(tmp_path / "class.zip", packed(**dict.fromkeys(names, RELU)))
    assert shown(graded(path), tmp_path) == [
        ("lee", "class.zip/lee/02_deep_network.py", "answered")
    ]
    assert [file.name for file in tmp_path.iterdir()] == ["class.zip"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_pipes_devices_and_sockets_in_an_archive_are_refused(tmp_path, kind):
    entry = zipfile.ZipInfo("lee/02_deep_network.py")
    entry.external_attr = (kind | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    assert [said for _, _, said in graded(tmp_path / "class.zip")] == ["this is not a regular file"]


def test_an_archive_bomb_is_read_up_to_its_limit_and_affects_only_its_file(tmp_path):
    bomb = packed(**{"02_deep_network.py": b"#" * 200_000_000})
    assert len(bomb) < 400_000
    write(tmp_path / "bob.zip", bomb)
    write(tmp_path / "lee.zip", packed(**{"02_deep_network.py": RELU}))
    said = {learner: said for learner, _, said in graded(tmp_path)}
    assert said == {"bob": f"the file is larger than {MAX_SOURCE:,} bytes", "lee": "answered"}


def test_an_archive_in_an_archive_has_a_size_a_depth_and_a_number(tmp_path):
    inner = packed(**{"02_deep_network.py": RELU})
    big = packed(**{"big.zip": b"\0" * (MAX_INNER_ARCHIVE + 1)})
    deep = packed(**{"in.zip": packed(**{"in.zip": packed(**{"in.zip": inner})})})
    many = packed(**{f"{number}.zip": inner for number in range(11)})
    files = {"big.zip": big, "deep.zip": deep, "many.zip": many, "lee.zip": inner}
    for name, content in files.items():
        write(tmp_path / name, content)
    assert [learner for learner, _, _ in graded(tmp_path)] == ["lee"]
    said = " ".join(notes(tmp_path))
    assert f"larger than {MAX_INNER_ARCHIVE:,} bytes" in said
    assert "archive in an archive" in said
    assert "11 archives" in said


def test_an_endless_list_of_files_is_refused(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for number in range(25_000):
            archive.writestr(f"{number:050d}", b"")
    with Archives() as archives, pytest.raises(ArchiveError, match="far too many files"):
        archives.files(file_on_disk(tmp_path / "class.zip"))
    monkeypatch.setattr(archive_module, "MAX_DIRECTORY", 10_000_000)
    with Archives() as archives:
        assert len(archives.files(file_on_disk(tmp_path / "class.zip"))) == 25_000


def locked(content: bytes) -> bytes:
    """Set the flag for "encrypted" in both headers of the one file in this archive."""
    data = bytearray(content)
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def test_a_file_that_cannot_be_unpacked_is_one_line_for_its_learner(tmp_path):
    name = "02_deep_network.py"
    whole = packed(**{name: RELU * 100})
    body = whole.index(name.encode()) + len(name) + 5
    damaged = whole[:body] + bytes([whole[body] ^ 0xFF]) + whole[body + 1 :]
    with zipfile.ZipFile(tmp_path / "odd.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(name, RELU)
    write(tmp_path / "hurt.zip", damaged)
    write(tmp_path / "locked.zip", locked(whole))
    write(tmp_path / "whole.zip", whole)
    said = {learner: said for learner, _, said in graded(tmp_path)}
    assert "damaged" in said["hurt"]
    assert "password" in said["locked"]
    assert "unusual" in said["odd"]
    assert said["whole"] == "answered"


def test_a_file_that_ends_too_early_is_damaged_and_nothing_more_is_said(tmp_path):
    path = tmp_path / "lee.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("02_deep_network.py", b"#" * 100_000)
    with Archives() as archives:
        (file,) = archives.files(file_on_disk(path))
        os.truncate(path, 50_000)  # after its directory was read, as when a copy is replaced
        with pytest.raises(ArchiveError) as caught:
            archives.content(file, MAX_SOURCE)
    assert str(caught.value) == "the file is damaged in its archive"


@pytest.mark.parametrize("content", [b"", b"PK", b"no archive" * 100, packed()[:-4]])
def test_an_invalid_archive_is_one_note_and_the_class_is_graded(tmp_path, content):
    write(tmp_path / "bob.zip", content)
    write(tmp_path / "lee.zip", packed(**{"02_deep_network.py": RELU}))
    assert [learner for learner, _, _ in graded(tmp_path)] == ["lee"]
    (note,) = notes(tmp_path)
    assert "bob.zip" in note
    assert "not a .zip file" in note
    with pytest.raises(UsageError, match=r"not a \.zip file"):
        graded(tmp_path / "bob.zip")


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_changed_archive_is_read_or_refused(data):
    content = bytearray(TWO_DEEP)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "class.zip", bytes(content[: data.draw(st.integers(0, 999))]))
        with contextlib.suppress(UsageError):
            for _, _, said in graded(path):
                assert said


def test_an_entry_without_a_name_is_left_out(tmp_path):
    names = {"xlee/02_deep_network.py": RELU, "kim/02_deep_network.py": RELU}
    write(tmp_path / "class.zip", packed(**names).replace(b"xlee/", b"\0lee/"))
    assert [learner for learner, _, _ in graded(tmp_path / "class.zip")] == ["kim"]


def test_no_name_in_an_archive_replaces_another_learners_file(tmp_path):
    write(tmp_path / "alice" / "02_deep_network.py", RELU)
    theirs = tmp_path / "alice" / "02_deep_network.py"
    names = (f"/{theirs}", f"{theirs}", "../../alice/02_deep_network.py", "02_deep_network.py")
    write(tmp_path / "mallory" / "hw.zip", packed(**dict.fromkeys(names, b"")))
    assert {learner: said for learner, _, said in graded(tmp_path)} == {
        "alice": "answered",
        "mallory": "missing",
    }


def test_a_link_to_an_archive_is_refused(tmp_path):
    write(tmp_path / "lee.zip", packed(**{"02_deep_network.py": RELU}))
    (tmp_path / "bob.zip").symlink_to(tmp_path / "lee.zip")
    assert [learner for learner, _, _ in graded(tmp_path)] == ["lee"]
    assert "bob.zip" in notes(tmp_path)[0]


def test_other_kinds_of_archive_are_reported(tmp_path):
    write(tmp_path / "lee" / "02_deep_network.py", RELU)
    write(tmp_path / "bob" / "answers.rar", b"Rar!")
    write(tmp_path / "kim.tar.gz", b"gz")
    kim, bob = notes(tmp_path)
    assert "kim.tar.gz" in kim
    assert "answers.rar" in bob
    assert ".zip" in bob
