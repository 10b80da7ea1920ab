"""`grade list`: the progress over all exercises, kept from what `grade` has said."""

import shutil

import pytest

from grader.commands.list import list_exercises
from grader.live.progress import Progress, TaskProgress, save
from grader.live.typed import typed
from grader.records import Status
from tests.command import EXERCISES, one_line, run_grade
from tests.conftest import REPOSITORY


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "my work"
    folder.mkdir()
    for name in ("01_single_neuron.py", "02_deep_network.py"):
        (folder / name).write_bytes((EXERCISES / name).read_bytes())
    return folder


def solved(course, *names: str) -> Progress:
    return Progress(
        {
            name: {
                task.name: TaskProgress(Status.PASSED, 1, 1) for task in course.exercise(name).tasks
            }
            for name in names
        }
    )


def test_before_the_first_check_every_task_is_shown_with_its_points(folder, course):
    done = run_grade("list", folder)
    assert (done.returncode, done.stderr) == (0, "")
    tasks = [task for one in course.exercises for task in one.tasks]
    assert done.stdout.count("not checked yet") == len(tasks)
    assert all(f" {task.name} " in done.stdout for task in tasks)
    points = sum(one.max_score for one in course.exercises)
    assert done.stdout.splitlines()[0].endswith(f"  0 of {points} points")
    assert "03_sgd  Stochastic gradient descent  0 of 10 points  no file yet" in done.stdout
    *_, following, how = done.stdout.splitlines()
    assert following.startswith("Next: linear_unit in ")
    assert how == f'Check it: grade "{folder / "01_single_neuron.py"}"'


def test_what_grade_has_found_is_shown_by_a_later_command(folder):
    assert run_grade(folder, "-q").returncode == 1
    done = run_grade("list", cwd=folder)
    assert done.stdout.count("not attempted yet") == 7
    assert done.stdout.count("not checked yet") == 5
    assert "Next: linear_unit in 01_single_neuron.py" in done.stdout
    assert "Each task is shown as it was when you last checked it." in done.stdout
    assert sorted(path.name for path in folder.iterdir()) == [
        "01_single_neuron.py",
        "02_deep_network.py",
    ]


def test_a_task_is_shown_with_its_status_and_points(folder, course):
    known = {
        "relu": TaskProgress(Status.PASSED, 2, 2),
        "relu_unit": TaskProgress(Status.ERROR, 1, 3),
    }
    save(folder, course, Progress({"02_deep_network": known}))
    lines = run_grade("list", folder).stdout.splitlines()
    assert "  ✔ relu                2/2  passed" in lines
    assert "  ✘ relu_unit           1/3  error" in lines
    assert "02_deep_network.py  A deep network  3 of 10 points" in lines
    plain = run_grade("list", folder, PYTHONIOENCODING="cp1252").stdout
    assert "  + relu                2/2  passed" in plain


def test_an_exercise_without_a_file_is_brought_by_start(folder, course, capsys):
    save(folder, course, solved(course, "01_single_neuron", "02_deep_network"))
    list_exercises(folder)
    *_, following, how = capsys.readouterr().out.splitlines()
    assert following.startswith("Next: 03_sgd (Stochastic gradient descent), which has no file")
    assert how == f'Bring it: grade start "{folder}"'


def test_when_everything_is_solved_nothing_is_next(folder, course, capsys):
    save(folder, course, solved(course, *course.names))
    list_exercises(folder)
    assert capsys.readouterr().out.splitlines()[-1] == "Everything passed. Well done!"


def test_each_course_has_its_own_exercises_and_progress(folder, course, tmp_path, capsys):
    own = tmp_path / "own"
    for part in ("exercises", "solutions", "grader/lessons"):
        shutil.copytree(REPOSITORY / part, own / part, ignore=shutil.ignore_patterns("__*"))
    settings = (REPOSITORY / "course.toml").read_text(encoding="utf-8")
    (own / "course.toml").write_text(settings.replace('"first-steps"', '"own"'))
    save(folder, course, solved(course, *course.names))
    list_exercises(folder, course=str(own))
    shown = capsys.readouterr().out
    assert "not checked yet" in shown
    assert shown.splitlines()[-1].endswith(f" --course {typed(own)}")
    list_exercises(folder)
    assert "not checked yet" not in capsys.readouterr().out


def test_a_folder_without_exercises_is_one_line(tmp_path):
    done = run_grade("list", cwd=tmp_path)
    assert done.returncode == 2
    assert one_line(done) == "grade: exercises: there is no such folder. grade start makes it."
