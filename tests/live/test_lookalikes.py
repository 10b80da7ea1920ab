"""What a learner is told of files that no command but `grade PATH` finds, whatever their names."""

import shutil

import pytest

from grader.errors import UsageError
from grader.live.lookalikes import lookalikes, workspace_or_advice
from grader.live.workspace import DEFAULT_FOLDER
from grader.submission.reader import Reader
from tests.command import EXERCISES, SOLUTIONS

ONE, TWO = "01_single_neuron", "02_deep_network"


def copied(folder, **files):
    """Copy exercises into a folder, by the names of the copies."""
    for name, exercise in files.items():
        shutil.copy(EXERCISES / f"{exercise}.py", folder / f"{name}.py")


def test_a_file_of_another_name_is_to_be_renamed(tmp_path, course):
    copied(tmp_path, my_copy=ONE)
    assert lookalikes(tmp_path, course) == {
        "my_copy.py": f"my_copy.py looks like exercise {ONE}. Rename it to {ONE}.py, and it will "
        "be checked."
    }
    assert lookalikes(tmp_path / "my_copy.py", course) == lookalikes(tmp_path, course)


def test_a_copy_beside_the_file_that_is_checked_is_told_as_one(tmp_path, course):
    copied(tmp_path, my_copy=ONE, **{ONE: ONE})
    assert lookalikes(tmp_path, course) == {
        "my_copy.py": f"my_copy.py looks like exercise {ONE}, but {ONE}.py is checked. Put your "
        "answers there."
    }


def test_a_file_with_several_exercises_is_to_be_divided(tmp_path, course):
    whole = "\n".join((SOLUTIONS / f"{name}.py").read_text() for name in (ONE, TWO))
    (tmp_path / "all.py").write_text(whole)
    (line,) = lookalikes(tmp_path, course).values()
    assert line.startswith(f"all.py looks like {ONE} and {TWO}. Put each into a file of its name")


def test_other_scripts_and_files_that_cannot_be_read_are_nothing_to_tell(tmp_path, course):
    copied(tmp_path, **{ONE: ONE})
    (tmp_path / "plots.py").write_text("def plot(x):\n    return x\n")
    (tmp_path / "broken.ipynb").write_text("{")
    (tmp_path / "mine.py").write_text("from my_copy import linear_unit, relu\n")
    (tmp_path / "link.py").symlink_to(EXERCISES / f"{ONE}.py")
    assert lookalikes(tmp_path, course) == {}


def test_nothing_is_read_if_all_files_have_the_names_of_exercises(tmp_path, course):
    copied(tmp_path, **{ONE: ONE, f"Copy of {TWO}": TWO})
    with Reader([]) as reader:
        assert lookalikes(tmp_path, course, reader) == {}
        assert reader.pid is None


def test_nothing_of_the_file_is_run(tmp_path, course):
    (tmp_path / "my_copy.py").write_text(
        (EXERCISES / f"{ONE}.py").read_text() + f"\nopen({str(tmp_path / 'trace')!r}, 'w')\n"
    )
    assert lookalikes(tmp_path, course)
    assert not (tmp_path / "trace").exists()


@pytest.mark.parametrize("has_folder", [True, False], ids=["exercises", "the working folder"])
def test_a_folder_without_an_exercise_names_the_file_to_rename(
    tmp_path, course, monkeypatch, has_folder
):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / DEFAULT_FOLDER if has_folder else tmp_path
    folder.mkdir(exist_ok=True)
    copied(folder, my_copy=ONE)
    with pytest.raises(UsageError, match=f"grade start .*my_copy.py looks like exercise {ONE}"):
        workspace_or_advice(DEFAULT_FOLDER, course)
