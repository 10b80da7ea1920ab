"""Finding: what one path causes is one note, and all others are found."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.submission.archive import Archives
from grader.submission.discover import Discovery, discover
from grader.submission.listing import real_path
from tests.conftest import REPOSITORY

EXERCISES = ("01_single_neuron", "02_deep_network", "03_sgd")


def look(*paths: Path) -> Discovery:
    with Archives() as archives:
        return discover(paths, EXERCISES, archives)


def learners(discovery: Discovery) -> list[str]:
    return [entry.learner for entry in discovery.found]


@pytest.fixture
def classroom(tmp_path):
    """A class of two, beside whom something odd may lie."""
    for learner in ("ada", "zoe"):
        (tmp_path / learner).mkdir()
        (tmp_path / learner / "03_sgd.py").touch()
    return tmp_path


@pytest.mark.parametrize("name", ["bob.zip", "bob_1_2_03_sgd.zip", "bob"])
def test_a_link_to_itself_is_one_note(classroom, name):
    (classroom / name).symlink_to(name)
    discovery = look(classroom)
    assert learners(discovery) == ["ada", "zoe"]
    assert [note for note in discovery.notes if "\n" in note] == []
    if name.endswith(".zip"):
        (note,) = discovery.notes
        assert note == f"{classroom / name}: the archive cannot be opened: {os.strerror(40)}."


def test_a_link_to_itself_that_is_named_like_an_answer_costs_its_learner_alone(classroom):
    (classroom / "bob").mkdir()
    (classroom / "bob" / "03_sgd.py").symlink_to("03_sgd.py")
    assert learners(look(classroom)) == ["ada", "bob", "zoe"]


def test_two_links_in_a_circle_are_two_notes(classroom):
    (classroom / "bob.zip").symlink_to("eve.zip")
    (classroom / "eve.zip").symlink_to("bob.zip")
    discovery = look(classroom)
    assert learners(discovery) == ["ada", "zoe"]
    assert len(discovery.notes) == 2


def test_each_path_of_the_call_is_looked_through_by_itself(classroom):
    (classroom / "bob.zip").symlink_to("bob.zip")
    (classroom / "eve").symlink_to("eve")
    names = ("bob.zip", "ada", "eve", "zoe", "bob.zip/x/03_sgd.py")
    discovery = look(*(classroom / name for name in names))
    assert learners(discovery) == ["ada", "zoe"]
    assert len(discovery.notes) == 3
    with pytest.raises(UsageError, match=r"bob\.zip: the archive cannot be opened"):
        look(classroom / "bob.zip")


def test_a_path_that_does_not_exist_is_a_mistake_in_the_call(classroom):
    for name in ("adda", "ada/03_sgd.py/x", "nul\0"):
        with pytest.raises(UsageError, match="no such file or folder"):
            look(classroom / "ada", classroom / name)


def test_a_path_that_is_too_long_is_one_note(classroom):
    discovery = look(classroom / ("a" * 300), classroom / "ada", classroom / ("b/" * 3000))
    assert learners(discovery) == ["ada"]
    assert len(discovery.notes) == 2
    assert all(os.strerror(36) in note for note in discovery.notes)


def test_a_folder_that_lies_too_deep_to_be_listed_is_one_note(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    top = tmp_path
    while len(str(top)) < 3_950:
        name = "d" * min(200, 3_950 - len(str(top)))
        Path(name).mkdir()
        os.chdir(name)
        top /= name
    Path("ada").mkdir()
    Path("ada/03_sgd.py").touch()
    Path("e" * 200).mkdir()
    discovery = look(top)
    assert learners(discovery) == ["ada"]
    (note,) = discovery.notes
    assert os.strerror(36) in note


def test_a_folder_that_is_removed_is_one_note(tmp_path, monkeypatch):
    for name in ("gone", "ada"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "03_sgd.py").touch()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone" / "03_sgd.py").unlink()
    (tmp_path / "gone").rmdir()
    discovery = look(tmp_path / "ada", Path())
    assert learners(discovery) == ["ada"]
    assert len(discovery.notes) == 1
    assert real_path(Path("a")) == Path("a")


# Runs as another user, since root may enter every folder. What it needs is imported before.
AS_ANOTHER_USER = """
import os, sys
from pathlib import Path
from tests.submission.test_finding_goes_on import look, learners
look(Path("exercises"))  # This imports all layouts.
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
discovery = look(*map(Path, sys.argv[1:]))
print(*learners(discovery))
print(*discovery.notes, sep="\\n")
"""


@pytest.fixture
def open_folder():
    """A class that any user may look through, but for bob's folder and kim's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        for learner in ("ada", "bob", "kim", "zoe"):
            (folder / learner).mkdir(mode=0o755)
            (folder / learner / "03_sgd.py").touch()
        (folder / "bob").chmod(0o000)
        (folder / "kim").chmod(0o744)
        yield folder
        for learner in ("bob", "kim"):
            (folder / learner).chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="modes")
@pytest.mark.parametrize(
    "names", [("",), ("ada", "bob", "kim", "zoe"), ("ada", "bob/03_sgd.py", "kim", "zoe")]
)
def test_a_folder_that_may_not_be_entered_is_one_note(open_folder, names):
    paths = [str(open_folder / name) for name in names]
    done = subprocess.run(
        [sys.executable, "-c", AS_ANOTHER_USER, *paths],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
    )
    found, *notes = done.stdout.strip().split("\n")
    assert found == "ada kim zoe", done.stderr  # kim's file is found, and cannot be opened
    assert len(notes) == 1
    assert "Permission denied" in notes[0]
    assert "bob" in notes[0]
