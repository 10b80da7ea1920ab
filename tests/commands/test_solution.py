"""`grade solution`: the course's own answer, only after passing or with --give-up."""

import pytest

from grader.commands.solution import show_solution
from grader.errors import UsageError
from grader.live.progress import Progress, TaskProgress, save
from grader.records import Status
from tests.command import EXERCISES, SOLUTIONS, one_line, run_grade

NAME = "02_deep_network.py"
SOLVED = (SOLUTIONS / NAME).read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / NAME).write_bytes((EXERCISES / NAME).read_bytes())
    return tmp_path


def test_a_task_that_passed_is_shown_in_the_words_of_the_course(folder, course, capsys):
    passed = {"relu": TaskProgress(Status.PASSED, 2, 2)}
    save(folder, course, Progress({"02_deep_network": passed}))
    assert show_solution("relu", folder) == 0
    heading, blank, *function = capsys.readouterr().out.splitlines()
    assert heading.startswith("# relu: ")
    assert blank == ""
    assert "\n".join(function) in SOLVED
    assert "def relu_unit" not in "\n".join(function)
    compile("\n".join(function), "shown", "exec")


@pytest.mark.parametrize("status", [None, Status.FAILED, Status.NOT_ATTEMPTED, Status.TIMEOUT])
def test_a_task_that_did_not_pass_is_not_shown(folder, course, status, capsys):
    known = {} if status is None else {"relu": TaskProgress(status, 1, 2)}
    passed = {"relu_unit": TaskProgress(Status.PASSED, 3, 3)}
    save(folder, course, Progress({"02_deep_network": known | passed}))
    with pytest.raises(UsageError, match=r"relu has not passed yet\. Check it: grade .*\.py"):
        show_solution("relu", folder)
    assert capsys.readouterr().out == ""


def test_whoever_gives_up_sees_it_without_any_file(tmp_path):
    refused = run_grade("solution", "relu", cwd=tmp_path)
    assert (refused.returncode, refused.stdout) == (2, "")
    done = run_grade("solution", "relu", "--give-up", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "return np.maximum(0.0, x)" in done.stdout


def test_the_refusal_names_the_commands_that_go_on(folder):
    done = run_grade("solution", "relu", cwd=folder)
    assert one_line(done) == (
        f"grade: relu has not passed yet. Check it: grade {NAME}. To see the solution all the "
        "same: grade solution relu --give-up"
    )


def test_every_task_of_the_course_has_a_solution(course, capsys):
    for exercise in course.exercises:
        for task in exercise.tasks:
            assert show_solution(task.name, give_up=True) == 0
            assert f"def {task.name}(" in capsys.readouterr().out


def test_an_unknown_task_is_one_line_with_a_suggestion():
    done = run_grade("solution", "relo", "--give-up")
    assert done.returncode == 2
    assert one_line(done).endswith("Did you mean relu?")
