"""Assigning files to learners, in the layouts of course systems."""

import zipfile
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.records import Account
from grader.submission.archive import Archives
from grader.submission.discover import Discovery, discover
from grader.submission.layouts.folders import arranged
from grader.submission.layouts.layout import Listing
from grader.submission.listing import Folder
from grader.submission.unpack import unpacked

EXERCISES = ("01_single_neuron", "03_sgd")


def look(path: Path) -> Discovery:
    with Archives() as archives:
        return discover([path], EXERCISES, archives)


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


def shown(path: Path) -> list[tuple[str, str]]:
    return [(one.learner, one.file.path.name) for one in look(path).found]


def test_a_folder_with_answers_is_one_learner(tmp_path):
    touch(tmp_path / "ada", "03_sgd.py", "01_single_neuron.ipynb", "notes.txt")
    assert shown(tmp_path / "ada") == [
        ("ada", "01_single_neuron.ipynb"),
        ("ada", "03_sgd.py"),
    ]
    assert look(tmp_path / "ada").notes == ()


def test_archives_side_by_side_are_one_learner_each(tmp_path):
    for name in ("bob", "ada"):
        pack(tmp_path / f"{name}.zip", "work/03_sgd.py")
    assert shown(tmp_path) == [("ada", "03_sgd.py"), ("bob", "03_sgd.py")]


def test_an_archive_of_a_folder_of_a_class_is_that_class(tmp_path):
    path = pack(tmp_path / "hand-in.zip", "class/ada/03_sgd.py", "class/bob/03_sgd.py")
    assert shown(path) == [("ada", "03_sgd.py"), ("bob", "03_sgd.py")]


def test_an_archive_of_one_learner_is_named_after_the_archive(tmp_path):
    path = pack(tmp_path / "ada.zip", "03_sgd.py", "01_single_neuron.py")
    assert {learner for learner, _ in shown(path)} == {"ada"}


def test_an_archive_that_cannot_be_read_is_an_error_that_says_so(tmp_path):
    (tmp_path / "ada.zip").write_bytes(b"no archive")
    with pytest.raises(UsageError, match=r"not a \.zip file"):
        look(tmp_path / "ada.zip")


def test_files_of_canvas_belong_to_the_learners_in_their_names(tmp_path):
    touch(tmp_path, "lee_1_2_03_sgd.py")
    pack(tmp_path / "kim_3_4_work.zip", "03_sgd.py")
    assert shown(tmp_path) == [
        ("kim", "03_sgd.py"),
        ("lee", "lee_1_2_03_sgd.py"),
    ]


def test_a_file_beside_those_of_canvas_belongs_to_the_folder(tmp_path):
    folder = touch(tmp_path / "class", "lee_1_2_03_sgd.py", "kim_3_4_03_sgd.py", "03_sgd.py")
    assert sorted(shown(folder)) == [
        ("class", "03_sgd.py"),
        ("kim", "kim_3_4_03_sgd.py"),
        ("lee", "lee_1_2_03_sgd.py"),
    ]


def test_other_kinds_of_archives_are_reported_and_left_out(tmp_path):
    touch(tmp_path, "ada/work.rar", "bob.7z", "eve/03_sgd.py")
    assert shown(tmp_path) == [("eve", "03_sgd.py")]
    assert sorted(look(tmp_path).notes) == [
        f"{tmp_path}/ada/work.rar: left out. Expected a .zip file.",
        f"{tmp_path}/bob.7z: left out. Expected a .zip file.",
    ]


def test_an_archive_in_an_archive_in_an_archive_is_reported_and_left_out(tmp_path):
    inner = pack(tmp_path / "inner.zip", "03_sgd.py").read_bytes()
    with zipfile.ZipFile(tmp_path / "middle.zip", "w") as middle:
        middle.writestr("inner.zip", inner)
    touch(tmp_path / "class", "ada/notes.txt", "bob/03_sgd.py")
    with zipfile.ZipFile(tmp_path / "class" / "ada" / "outer.zip", "w") as outer:
        outer.writestr("middle.zip", (tmp_path / "middle.zip").read_bytes())
    assert shown(tmp_path / "class") == [("bob", "03_sgd.py")]
    (note,) = look(tmp_path / "class").notes
    assert note.endswith("inner.zip: left out, it is in an archive in an archive.")


def test_many_archives_in_an_archive_are_left_out_together(tmp_path):
    names = (f"{number}.zip" for number in range(11))
    path = pack(tmp_path / "ada" / "work.zip", "03_sgd.py", *names)
    touch(tmp_path, "bob/03_sgd.py")
    assert shown(tmp_path) == [("ada", "03_sgd.py"), ("bob", "03_sgd.py")]
    assert look(tmp_path).notes == (f"{path}: left out the 11 archives in it.",)


def test_a_folder_that_cannot_be_listed_is_reported(tmp_path):
    ada = Folder(tmp_path / "ada", problem="cannot be listed: Permission denied")
    with Archives() as archives:
        found = arranged(Listing(Folder(tmp_path, folders=(ada,)), EXERCISES, archives))
        (learner,) = (unpacked(one, archives) for one in found.learners)
    assert learner.files == ()
    assert learner.notes == (f"{tmp_path}/ada: cannot be listed: Permission denied.",)


def test_a_learner_without_exercise_files_is_found_with_the_other_files(tmp_path):
    touch(tmp_path, "ada/essay.docx", "bob/03_sgd.py")
    ada, _ = look(tmp_path).learners
    assert (ada.learner, ada.files, ada.others) == ("ada", (), ("essay.docx",))


def accounts(path: Path) -> dict[str, Account]:
    return {one.learner: one.account for one in look(path).learners}


def test_files_of_canvas_tell_the_numbers_of_their_users(tmp_path):
    touch(tmp_path, "lee_12_2_03_sgd.py", "kim_34_4_03_sgd.py", "03_sgd.py")
    found = accounts(tmp_path)
    assert found == {"lee": Account("12"), "kim": Account("34"), tmp_path.name: Account()}


def test_folders_of_moodle_tell_the_numbers_of_their_participants(tmp_path):
    name = "Ada Lovelace_12_assignsubmission_file_"
    touch(tmp_path, f"{name}/03_sgd.py", "bob/03_sgd.py")
    expected = {"Ada Lovelace": Account("12", name), "bob": Account()}
    assert accounts(tmp_path) == expected
    path = pack(tmp_path / "class.zip", f"{name}/03_sgd.py", "bob/03_sgd.py")
    assert accounts(path) == expected
    assert accounts(tmp_path / name) == {"Ada Lovelace": Account("12", name)}


def test_a_learner_does_not_choose_the_number_by_the_names_of_own_files(tmp_path):
    touch(tmp_path, "ada/eve_1_2_03_sgd.py", "ada/eve_3_4_01_single_neuron.py", "bob/03_sgd.py")
    found = accounts(tmp_path)
    assert found == {"ada": Account(), "bob": Account()}
