"""With --layout learner, each path is one learner's folder, with exercise files at any depth."""

import pytest

from grader.records import Status
from grader.submission.archive import Archives
from grader.submission.discover import discover
from tests.command import run_grade
from tests.conftest import graded

NAMES = ("01_single_neuron", "02_deep_network", "03_sgd")


def found(*paths):
    with Archives() as archives:
        discovery = discover(paths, NAMES, archives, "learner")
    files = {(one.learner, one.exercise): one.file.path for one in discovery.found}
    return [
        (one.learner, name, files.get((one.learner, name)))
        for one in discovery.learners
        for name in NAMES
    ]


def write(path, text="x = 1\n"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_files_at_any_depth_belong_to_the_one_learner(tmp_path):
    clone = tmp_path / "lee"
    neuron = write(clone / "01_single_neuron.py")
    deep = write(clone / "course" / "week 2" / "exercises" / "02_deep_network.ipynb")
    assert found(clone) == [
        ("lee", "01_single_neuron", neuron),
        ("lee", "02_deep_network", deep),
        ("lee", "03_sgd", None),
    ]


@pytest.mark.parametrize("folder", ["solutions", ".git", ".ipynb_checkpoints", "venv"])
def test_folders_that_hold_no_work_of_the_learner_are_ignored(tmp_path, folder):
    write(tmp_path / "lee" / folder / "03_sgd.py")
    assert found(tmp_path / "lee") == [("lee", name, None) for name in NAMES]


def test_the_file_nearest_to_the_top_is_graded_and_the_other_is_named(tmp_path, course):
    top = write(tmp_path / "lee" / "03_sgd.py")
    write(tmp_path / "lee" / "old" / "03_sgd.py")
    book = graded([tmp_path / "lee"], course, layout="learner")
    assert book.learners[0].exercises[-1].file == str(top)
    (note,) = book.notes
    assert "old" in note
    assert "left out" in note


def test_two_clones_of_the_same_name_are_two_learners_even_without_files(tmp_path):
    for owner in ("ada", "lee"):
        (tmp_path / owner / "homework").mkdir(parents=True)
    learners = {one for one, _, _ in found(tmp_path / "ada/homework", tmp_path / "lee/homework")}
    assert learners == {"ada/homework", "lee/homework"}


def test_an_exercise_without_a_file_is_not_attempted_and_counts_zero(tmp_path, course):
    write(tmp_path / "lee" / "02_deep_network.py", "print('nothing yet')\n")
    (learner,) = graded([tmp_path / "lee"], course, layout="learner").learners
    assert (learner.score, learner.max_score) == (0, 30)
    missing = learner.exercises[0]
    assert missing.file == ""
    assert {task.status for task in missing.tasks} == {Status.NOT_ATTEMPTED}
    assert missing.tasks[0].checks[0].reason.code == "exercise.missing"


def test_a_folder_without_any_file_is_reported_as_not_attempted(tmp_path):
    (tmp_path / "lee").mkdir()
    done = run_grade("--layout", "learner", tmp_path / "lee")
    assert done.returncode == 1, done.stderr
    assert "no file was handed in" in done.stdout
    assert "lee: 0 of 30 points" in done.stdout
