"""Assigning files to learners, in the layouts of course systems."""

import zipfile
from pathlib import Path

import pytest

from grader.records import Account
from grader.submission.archive import ArchiveError, Archives
from grader.submission.learners import Found, Learners
from grader.submission.listing import Folder, folder_on_disk

EXERCISES = ("01_single_neuron", "03_sgd")


@pytest.fixture
def learners():
    with Archives() as archives:
        yield Learners(EXERCISES, archives)


def touch(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return folder


def pack(path: Path, *names: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "x = 1\n")
    return path


def shown(found: list[Found]) -> list[tuple[str, str]]:
    return [(one.learner, one.file.path.name) for one in found]


def in_folder(learners: Learners, folder: Path) -> list[tuple[str, str]]:
    return shown(learners.in_folder(folder_on_disk(folder)))


def test_a_folder_with_answers_is_one_learner(learners, tmp_path):
    touch(tmp_path / "ada", "03_sgd.py", "01_single_neuron.ipynb", "notes.txt")
    assert in_folder(learners, tmp_path / "ada") == [
        ("ada", "01_single_neuron.ipynb"),
        ("ada", "03_sgd.py"),
    ]
    assert learners.notes == []


def test_archives_side_by_side_are_one_learner_each(learners, tmp_path):
    for name in ("bob", "ada"):
        pack(tmp_path / f"{name}.zip", "work/03_sgd.py")
    assert in_folder(learners, tmp_path) == [("ada", "03_sgd.py"), ("bob", "03_sgd.py")]


def test_an_archive_of_a_folder_of_a_class_is_that_class(learners, tmp_path):
    path = pack(tmp_path / "hand-in.zip", "class/ada/03_sgd.py", "class/bob/03_sgd.py")
    assert shown(learners.in_archive(path)) == [("ada", "03_sgd.py"), ("bob", "03_sgd.py")]


def test_an_archive_of_one_learner_is_named_after_the_archive(learners, tmp_path):
    path = pack(tmp_path / "ada.zip", "03_sgd.py", "01_single_neuron.py")
    assert {learner for learner, _ in shown(learners.in_archive(path))} == {"ada"}


def test_an_archive_that_cannot_be_read_is_an_error_that_says_so(learners, tmp_path):
    (tmp_path / "ada.zip").write_bytes(b"no archive")
    with pytest.raises(ArchiveError, match=r"not a \.zip file"):
        learners.in_archive(tmp_path / "ada.zip")


def test_files_of_canvas_belong_to_the_learners_in_their_names(learners, tmp_path):
    touch(tmp_path, "lee_1_2_03_sgd.py")
    pack(tmp_path / "kim_3_4_work.zip", "03_sgd.py")
    assert in_folder(learners, tmp_path) == [
        ("kim", "03_sgd.py"),
        ("lee", "lee_1_2_03_sgd.py"),
    ]


def test_a_file_beside_those_of_canvas_belongs_to_the_folder(learners, tmp_path):
    folder = touch(tmp_path / "class", "lee_1_2_03_sgd.py", "kim_3_4_03_sgd.py", "03_sgd.py")
    assert sorted(in_folder(learners, folder)) == [
        ("class", "03_sgd.py"),
        ("kim", "kim_3_4_03_sgd.py"),
        ("lee", "lee_1_2_03_sgd.py"),
    ]


def test_the_plain_name_is_graded_and_its_copies_are_reported(learners, tmp_path):
    folder = touch(tmp_path / "ada", "03_sgd (1).py", "03_sgd.py")
    pack(folder / "old.zip", "03_sgd.py")
    assert in_folder(learners, folder) == [("ada", "03_sgd.py")]
    assert learners.notes == [
        f"{folder}/old.zip/03_sgd.py: left out, {folder}/03_sgd.py was graded instead.",
        f"{folder}/03_sgd (1).py: left out, 03_sgd.py was graded instead.",
    ]


def test_other_kinds_of_archives_are_reported_and_left_out(learners, tmp_path):
    touch(tmp_path, "ada/work.rar", "bob.7z", "eve/03_sgd.py")
    assert in_folder(learners, tmp_path) == [("eve", "03_sgd.py")]
    assert sorted(learners.notes) == [
        f"{tmp_path}/ada/work.rar: left out. Expected a .zip file.",
        f"{tmp_path}/bob.7z: left out. Expected a .zip file.",
    ]


def test_an_archive_in_an_archive_in_an_archive_is_reported_and_left_out(learners, tmp_path):
    inner = pack(tmp_path / "inner.zip", "03_sgd.py").read_bytes()
    with zipfile.ZipFile(tmp_path / "middle.zip", "w") as middle:
        middle.writestr("inner.zip", inner)
    (tmp_path / "ada").mkdir()
    with zipfile.ZipFile(tmp_path / "ada" / "outer.zip", "w") as outer:
        outer.writestr("middle.zip", (tmp_path / "middle.zip").read_bytes())
    assert in_folder(learners, tmp_path / "ada") == []
    (note,) = learners.notes
    assert note.endswith("inner.zip: left out, it is in an archive in an archive.")


def test_many_archives_in_an_archive_are_left_out_together(learners, tmp_path):
    path = pack(tmp_path / "ada.zip", "03_sgd.py", *(f"{number}.zip" for number in range(11)))
    folder = Folder(tmp_path, folders=(Folder(tmp_path / "ada", folder_on_disk(tmp_path).files),))
    assert shown(learners.in_folder(folder)) == [("ada", "03_sgd.py")]
    assert learners.notes == [f"{path}: left out the 11 archives in it."]


def test_a_folder_that_cannot_be_listed_is_reported(learners, tmp_path):
    ada = Folder(tmp_path / "ada", problem="cannot be listed: Permission denied")
    assert learners.in_folder(Folder(tmp_path, folders=(ada,))) == []
    assert learners.notes == [f"{tmp_path}/ada: cannot be listed: Permission denied."]


def test_a_learner_without_exercise_files_is_reported(learners, tmp_path):
    touch(tmp_path, "ada/essay.docx")
    assert in_folder(learners, tmp_path) == []
    assert learners.notes == [f"{tmp_path}/ada: contains no exercise file."]


def accounts(found: list[Found]) -> dict[str, Account]:
    return {one.learner: one.account for one in found}


def test_files_of_canvas_tell_the_numbers_of_their_users(learners, tmp_path):
    touch(tmp_path, "lee_12_2_03_sgd.py", "kim_34_4_03_sgd.py", "03_sgd.py")
    found = accounts(learners.in_folder(folder_on_disk(tmp_path)))
    assert found == {"lee": Account("12"), "kim": Account("34"), tmp_path.name: Account()}


def test_folders_of_moodle_tell_the_numbers_of_their_participants(learners, tmp_path):
    name = "Ada Lovelace_12_assignsubmission_file_"
    touch(tmp_path, f"{name}/03_sgd.py", "bob/03_sgd.py")
    expected = {"Ada Lovelace": Account("12", name), "bob": Account()}
    assert accounts(learners.in_folder(folder_on_disk(tmp_path))) == expected
    path = pack(tmp_path / "class.zip", f"{name}/03_sgd.py", "bob/03_sgd.py")
    assert accounts(learners.in_archive(path)) == expected
    assert accounts(learners.in_folder(folder_on_disk(tmp_path / name))) == {
        "Ada Lovelace": Account("12", name)
    }


def test_a_learner_does_not_choose_the_number_by_the_names_of_own_files(learners, tmp_path):
    touch(tmp_path, "ada/eve_1_2_03_sgd.py", "ada/eve_3_4_01_single_neuron.py", "bob/03_sgd.py")
    found = accounts(learners.in_folder(folder_on_disk(tmp_path)))
    assert found == {"ada": Account(), "bob": Account()}
