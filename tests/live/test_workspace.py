"""Which of a learner's files belongs to which exercise, and whether files are one learner's own."""

from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.live.workspace import exercise_with, own_workspace, usual_folder, workspace
from grader.records import ExerciseResult, Gradebook, LearnerResult, Status


def book(*files: Path) -> Gradebook:
    names = {"1": "01_single_neuron", "2": "02_deep_network", "3": "03_sgd"}
    results = tuple(
        ExerciseResult(
            next(name for digit, name in names.items() if digit in file.name),
            *("", str(file), Status.PASSED, 1, 1, ()),
        )
        for file in files
    )
    return Gradebook((LearnerResult("ada", 1, 1, results),))


def made(folder: Path, *names: str) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text("")
    return [folder / name for name in names]


def test_scripts_notebooks_and_renamed_files_are_found(tmp_path, course):
    made(tmp_path, "01_single_neuron (1).py", "02_deep_network.ipynb", "02_deep_network.py.bak")
    made(tmp_path, "03_sgd.py", "Copy of 03_sgd.py", "README.md")
    assert {name: file.name for name, file in workspace(tmp_path, course).files.items()} == {
        "01_single_neuron": "01_single_neuron (1).py",
        "02_deep_network": "02_deep_network.ipynb",
        "03_sgd": "03_sgd.py",
    }


def test_the_working_folder_is_the_usual_one_if_exercises_are_in_it(tmp_path, course, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert usual_folder(course) == Path("exercises")
    made(tmp_path, "README.md", "solve.py")
    assert usual_folder(course) == Path("exercises")
    made(tmp_path, "03_sgd.ipynb")
    assert usual_folder(course) == Path()


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ([], "no exercise is here. grade start .* lays them out"),
        (["solve.py"], "no exercise is here"),
        (["lee_1_2_03_sgd.py", "kim_3_4_03_sgd.py"], "the files of several learners"),
    ],
)
def test_a_folder_that_is_no_learners_is_one_line(tmp_path, course, files, says):
    made(tmp_path, *files)
    with pytest.raises(UsageError, match=says):
        workspace(tmp_path, course)


def test_a_folder_that_is_missing_or_a_file_is_one_line(tmp_path, course):
    with pytest.raises(UsageError, match=r'no such folder. grade start ".*a b" makes it'):
        workspace(tmp_path / "a b", course)
    (file,) = made(tmp_path, "03_sgd.py")
    with pytest.raises(UsageError, match=r"this is a file. Expected the folder"):
        workspace(file, course)


def test_files_in_one_folder_are_a_learners_own(tmp_path, course):
    files = made(tmp_path, "01_single_neuron.py", "02_deep_network.py", "03_sgd.py")
    assert own_workspace(book(files[0]), course) == workspace(tmp_path, course)
    assert own_workspace(book(*files), course) == workspace(tmp_path, course)


def test_other_files_are_not_a_learners_own(tmp_path, course):
    one, copy = made(tmp_path / "a", "03_sgd.py", "03_sgd (1).py")
    (other,) = made(tmp_path / "b", "02_deep_network.py")
    lee, _ = made(tmp_path / "class", "lee_1_2_03_sgd.py", "kim_3_4_03_sgd.py")
    (tmp_path / "c.zip").write_bytes(b"")
    two = Gradebook((*book(one).learners, *book(other).learners))
    packed = book(tmp_path / "c.zip" / "03_sgd.py")
    for each in (two, packed, book(one, other), book(copy), book(lee)):
        assert own_workspace(each, course) is None


def test_an_unknown_task_is_one_line_with_a_suggestion(course):
    assert exercise_with("relu", course).name == "02_deep_network"
    with pytest.raises(UsageError, match=r"no task relo in .*\. Did you mean relu\?"):
        exercise_with("relo", course)
    with pytest.raises(UsageError, match=r"Expected one of linear_unit, neuron, .*, train, 99"):
        exercise_with("zzzz", course, ["99"])
