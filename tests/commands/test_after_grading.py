"""What `grade` keeps of one learner's own files, and what it says comes next."""

import io
import json
import shutil
import zipfile

import msgspec
import pytest
from rich.console import Console

from grader.commands.after_grading import keep_progress, tell_next
from grader.live.progress import Progress, load
from grader.live.typed import typed
from grader.records import ExerciseResult, Gradebook, LearnerResult, Status, TaskResult
from tests.command import EXERCISES, SOLUTIONS, run_grade

NAME = "02_deep_network.py"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(EXERCISES, tmp_path / "work", ignore=shutil.ignore_patterns("__*"))


def solved(course, folder, exercise: str, *tasks: str) -> Gradebook:
    """Return the gradebook of a file whose tasks passed: these, or all of them."""
    each = course.exercise(exercise)
    results = tuple(
        TaskResult(task.name, Status.PASSED, points, points, ())
        for task in each.tasks
        if not tasks or task.name in tasks
        for points in [sum(check.points for check in task.checks)]
    )
    file = str(folder / f"{exercise}.py")
    result = ExerciseResult(exercise, each.title, file, Status.PASSED, 1, 1, results)
    return Gradebook((LearnerResult("ada", 1, 1, (result,)),))


def told(course, *books: Gradebook) -> list[str]:
    """Keep the progress of several runs, and return what is told after the last one."""
    for book in books:
        kept = keep_progress(book, course)
    stream = io.StringIO()
    tell_next(kept, book, course, Console(file=stream, width=200))
    return stream.getvalue().splitlines()


def test_after_one_task_the_next_one_of_the_same_file_is_named(course, folder):
    following, how, _ = told(course, solved(course, folder, "02_deep_network", "relu"))
    assert following == f"Next: relu_unit in {folder / NAME} (A deep network)"
    assert how == f"Check it: grade {typed(folder / NAME)}"


def test_after_a_file_the_next_one_is_named(course, folder):
    following, how, listed = told(course, solved(course, folder, "01_single_neuron"))
    assert following == f"Next: relu in {folder / NAME} (A deep network)"
    assert how == f"Check it: grade {typed(folder / NAME)}"
    assert listed == f"See all exercises: grade list {typed(folder)}"


def test_a_pass_counts_for_what_comes_next_even_if_it_cannot_be_kept(
    course, folder, tmp_path, monkeypatch
):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DL_GRADER_STATE", str(tmp_path / "file" / "state"))
    following, *_ = told(course, solved(course, folder, "02_deep_network"))
    assert following.startswith("Next: compile_model in ")


def test_after_everything_there_is_a_closing_line(course, folder):
    lines = told(course, *(solved(course, folder, name) for name in course.names))
    points = sum(one.max_score for one in course.exercises)
    solved_all = f"Everything in 3 exercises of {course.title} passed: {points} of {points} points."
    assert lines[0] == solved_all
    assert lines[1].endswith(f": grade solution TASK {typed(folder)}")


def test_a_pass_is_told_and_kept_and_the_json_is_as_ever(folder, course):
    shutil.copy(SOLUTIONS / "02_deep_network.py", folder)
    done = run_grade("02_deep_network.py", "--only", "relu", "--json", "out.json", cwd=folder)
    assert done.returncode == 0
    assert "Everything passed. Well done!\nNext: relu_unit in 02_deep_network.py" in done.stdout
    assert load(folder, course).tasks["02_deep_network"]["relu"].status is Status.PASSED
    document = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert set(document) == set(json.loads(run_grade(EXERCISES, "--json", "-").stdout))


@pytest.mark.slow
def test_nothing_is_kept_of_a_class_an_archive_or_under_a_key(tmp_path, folder, course):
    for name in ("ada", "eve"):
        shutil.copytree(folder, tmp_path / "class" / name)
    with zipfile.ZipFile(tmp_path / "one.zip", "w") as archive:
        archive.write(folder / "03_sgd.py", "03_sgd.py")
    (tmp_path / "key").write_text("a secret that is long enough")
    state = tmp_path / "state"
    for arguments in (["class"], ["one.zip"], ["work", "--key", "key"]):
        done = run_grade(*arguments, cwd=tmp_path, DL_GRADER_STATE=str(state))
        assert done.returncode == 1, done.stderr
        assert not state.exists()
    run_grade("work", cwd=tmp_path, DL_GRADER_STATE=str(state))
    assert len(list(state.iterdir())) == 1


def test_a_state_folder_that_cannot_be_written_changes_nothing(tmp_path, folder):
    (tmp_path / "file").write_text("")
    usual = run_grade(folder)
    done = run_grade(folder, DL_GRADER_STATE=str(tmp_path / "file" / "state"))
    assert (done.returncode, done.stdout, done.stderr) == (1, usual.stdout, "")


def test_an_internal_error_keeps_what_was_known(course, folder):
    book = solved(course, folder, "03_sgd", "train")
    (learner,) = book.learners
    (result,) = learner.exercises
    broken = msgspec.structs.replace(
        result, tasks=(TaskResult("train", Status.INTERNAL_ERROR, 0, 0, ()),)
    )
    for each in (result, broken):
        keep_progress(Gradebook((LearnerResult("ada", 0, 0, (each,)),)), course)
    assert load(folder, course) != Progress()
    assert load(folder, course).tasks["03_sgd"]["train"].status is Status.PASSED
