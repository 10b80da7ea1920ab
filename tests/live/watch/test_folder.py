"""Which files of a learner's folder have changed since the last look."""

import os

import pytest

from grader.errors import UsageError
from grader.live.watch.folder import Folder

NEURON, SGD = EXERCISES = ("01_single_neuron", "03_sgd")


@pytest.fixture
def lee(tmp_path):
    (tmp_path / "lee").mkdir()
    for name in EXERCISES:
        (tmp_path / "lee" / f"{name}.py").write_text("x = 1\n")
    return tmp_path / "lee"


def shown(changed) -> dict[str, str | None]:
    return {name: one and one.file.path.name for name, one in changed.items()}


def test_the_first_look_finds_all_files_and_the_next_one_nothing(lee):
    folder = Folder(lee, EXERCISES)
    assert shown(folder.look()) == {name: f"{name}.py" for name in EXERCISES}
    assert folder.look() == {}


def test_a_file_with_the_same_size_and_time_has_changed_if_it_was_replaced(lee):
    folder, file = Folder(lee, EXERCISES), lee / f"{SGD}.py"
    folder.look()
    status = file.stat()
    (lee / "new").write_text("y = 1\n")
    os.utime(lee / "new", ns=(status.st_atime_ns, status.st_mtime_ns))
    (lee / "new").replace(file)
    assert shown(folder.look()) == {SGD: f"{SGD}.py"}


def test_a_file_that_is_named_counts_as_changed(lee):
    folder = Folder(lee, EXERCISES)
    folder.look()
    assert shown(folder.look([f"{SGD}.py", "notes.txt"])) == {SGD: f"{SGD}.py"}


def test_another_file_for_the_exercise_is_a_change_and_a_worse_one_is_none(lee):
    (lee / f"{SGD}.py").rename(lee / f"{SGD} (1).py")
    folder = Folder(lee, EXERCISES)
    assert shown(folder.look())[SGD] == f"{SGD} (1).py"
    (lee / f"{SGD}.py").write_text("x = 2\n")
    assert shown(folder.look()) == {SGD: f"{SGD}.py"}
    (lee / f"{SGD} (2).py").write_text("x = 3\n")
    assert folder.look() == {}


def test_a_file_that_is_gone_is_told_once_and_found_when_it_is_back(lee):
    folder, file = Folder(lee, EXERCISES), lee / f"{SGD}.py"
    folder.look()
    file.unlink()
    assert folder.look() == {SGD: None}
    assert folder.look() == {}
    file.write_text("x = 1\n")
    assert shown(folder.look()) == {SGD: f"{SGD}.py"}


def test_when_nothing_is_left_all_files_are_gone_and_the_next_look_says_why(lee):
    folder = Folder(lee, EXERCISES)
    folder.look()
    for file in lee.iterdir():
        file.unlink()
    assert folder.look() == dict.fromkeys(EXERCISES)
    with pytest.raises(UsageError, match="nothing to grade"):
        folder.look()


def test_a_folder_of_several_learners_is_refused(lee):
    (lee.parent / "bo").mkdir()
    (lee.parent / "bo" / f"{SGD}.py").write_text("x = 1\n")
    with pytest.raises(UsageError, match="files of several learners"):
        Folder(lee.parent, EXERCISES).look()


def test_the_file_that_was_saved_last_is_in_front(lee):
    folder = Folder(lee, EXERCISES)
    found = list(folder.files().values())
    for newest in EXERCISES:
        for name in EXERCISES:
            os.utime(lee / f"{name}.py", (9, 9 if name == newest else 5))
        assert folder.latest(found)[0].exercise == newest
    (lee / f"{SGD}.py").unlink()
    assert [one.exercise for one in folder.latest(found)] == [NEURON, SGD]


def test_a_file_is_in_the_place_that_is_watched_and_a_folder_is_one(lee):
    (lee / "v1.2").mkdir()
    places = {path: Folder(path, EXERCISES).place for path in (lee, lee / "a.py", lee / "v1.2")}
    assert places == {lee: lee, lee / "a.py": lee, lee / "v1.2": lee / "v1.2"}


def test_a_folder_that_was_made_anew_is_another_one(lee):
    folder = Folder(lee, EXERCISES)
    before = folder.identity()
    assert folder.identity() == before
    lee.rename(lee.parent / "old")
    assert folder.identity() is None
    lee.mkdir()
    assert folder.identity() not in (before, None)
