"""One learner's folder: its name, its files, and what lies beside the answers."""

from pathlib import Path

import msgspec
import pytest

from grader.records import Account
from grader.submission.layouts.learner import alone, arranged, name_of, whose
from grader.submission.listing import Folder
from tests.submission.layouts.listings import listed
from tests.submission.layouts.trees import SGD

LEE = Path("/class/lee")


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("/class/lee", "lee"),
        ("/class/lee.zip", "lee"),
        ("/class/lee.ZIP", "lee"),
        ("/class/ada.lovelace", "ada.lovelace"),
        ("/class/lee.zip.zip", "lee.zip"),
        ("/class/x/../lee", "lee"),
        ("/", ""),
    ],
)
def test_a_learner_is_called_like_the_folder_or_the_archive(folder, name):
    assert name_of(Folder(Path(folder))) == name


def test_the_folder_in_which_the_command_runs_has_its_own_name(tmp_path, monkeypatch):
    (tmp_path / "lee").mkdir()
    monkeypatch.chdir(tmp_path / "lee")
    assert name_of(Folder(Path())) == "lee"
    (tmp_path / "link").symlink_to("lee")
    assert name_of(Folder(tmp_path / "link")) == "lee"


def test_all_files_belong_to_the_one_learner_whatever_their_names_are():
    names = (f"{SGD}.py", "bo/lee_1_2_a.py", "ada.zip", "solutions/a.py")
    (lee,) = arranged(listed(*names, folder=LEE)).learners
    assert [str(one.file.path.relative_to(LEE)) for one in lee.files] == [
        f"{SGD}.py",
        "ada.zip",
        "bo/lee_1_2_a.py",
    ]
    assert (lee.learner, lee.home, lee.account, lee.is_guess) == ("lee", LEE, Account(), False)


def test_a_folder_that_moodle_named_tells_the_account():
    folder = "Jo Diaz_12_assignsubmission_file"
    jo = whose(listed("a.py", folder=Path("/class") / folder).folder)
    assert (jo.learner, jo.account) == ("Jo Diaz", Account("12", folder))


def test_a_learner_has_the_problems_of_all_folders_as_notes():
    deep = Folder(LEE / "a", problem="cannot be listed: Permission denied")
    assert whose(Folder(LEE, folders=(deep,))).notes == (
        f"{LEE}/a: cannot be listed: Permission denied.",
    )


def test_of_an_unknown_folder_the_files_right_in_it_are_taken_and_older_ones_are_told():
    listing = listed("a.py", "old/b/a.py", "pictures/a.png", "venv/a.py", folder=LEE)
    lee = alone(listing)
    assert [one.name for one in lee.files] == ["a.py"]
    assert lee.notes == (f"{LEE}/old: left out, it is beside other answers.",)
    assert lee.is_guess


def test_a_problem_of_the_unknown_folder_itself_is_told_first():
    listing = listed("a.py", "old/a.py", folder=LEE)
    folder = msgspec.structs.replace(listing.folder, problem="cannot be listed: why")
    lee = alone(type(listing)(folder, listing.exercises, listing.archives))
    assert lee.notes[0] == f"{LEE}: cannot be listed: why."
    assert len(lee.notes) == 2
