"""`grade hints`: the stages of a task's hints, and all of them after passing."""

import pytest

from grader.commands.hints import list_hints, show_hints
from grader.errors import UsageError
from grader.live.progress import Progress, TaskProgress, save
from grader.records import Status
from tests.command import EXERCISES, one_line, run_grade

NAME = "02_deep_network.py"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / NAME).write_bytes((EXERCISES / NAME).read_bytes())
    return tmp_path


def hints_on(course, task):
    exercise = next(one for one in course.exercises if task in [each.name for each in one.tasks])
    return [check.hints for check in exercise.task(task).checks]


def printed(capsys) -> str:
    return " ".join(capsys.readouterr().out.split())


def passed(folder, course, status=Status.PASSED) -> None:
    save(folder, course, Progress({"02_deep_network": {"relu": TaskProgress(status, 2, 2)}}))


@pytest.mark.parametrize("stage", [1, 2, 3])
def test_an_unsolved_task_shows_the_stages_that_are_asked_for(course, folder, stage, capsys):
    assert show_hints("relu", folder, stage=stage) == 0
    text = printed(capsys)
    for hints in hints_on(course, "relu"):
        assert [hint in text for hint in hints] == [number < stage for number in range(3)]


def test_the_first_stage_comes_first_and_names_the_next(course, folder, capsys):
    passed(folder, course, Status.FAILED)
    show_hints("relu", folder)
    text = printed(capsys)
    assert text.startswith("Hints on relu: stage 1 of 3")
    assert text.endswith(f"The next stage: grade hints relu {folder} --stage 2")
    show_hints("relu", folder, stage=3)
    assert printed(capsys).endswith(f"grade solution relu {folder} --give-up")


def test_all_hints_may_be_read_after_passing(course, folder, capsys):
    passed(folder, course)
    show_hints("relu", folder)
    text = printed(capsys)
    assert text.startswith("Hints on relu, which has passed: all of them")
    assert all(hint in text for hints in hints_on(course, "relu") for hint in hints)
    assert text.endswith(f"A right answer: grade solution relu {folder}")


def test_each_hint_stands_below_the_title_of_its_check(course, folder, capsys):
    show_hints("relu", folder)
    lines = capsys.readouterr().out.splitlines()
    for check in course.exercise("02_deep_network").task("relu").checks:
        assert lines[lines.index(f"  {check.title}") + 1].startswith("    1. ")


def test_no_such_task_is_one_line(folder):
    with pytest.raises(UsageError, match=r"There is no task rely in .* relu"):
        show_hints("rely", folder)


def test_the_command_needs_no_file_and_no_terminal(tmp_path):
    done = run_grade("hints", "relu", "--stage", "2", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "stages 1 to 2 of 3" in done.stdout
    assert done.stdout.endswith("The next stage: grade hints relu --stage 3\n")
    assert run_grade("hints", "relu", "--stage", "0", cwd=tmp_path).returncode == 2


def test_without_a_task_all_tasks_are_listed_with_how_many_hints_they_have(
    course, folder, capsys, monkeypatch
):
    passed(folder, course)
    monkeypatch.chdir(folder)
    assert list_hints() == 0
    lines = capsys.readouterr().out.splitlines()
    for exercise in course.exercises:
        for task in exercise.tasks:
            (line,) = (one for one in lines if one.split()[:1] == [task.name])
            assert f"{sum(map(len, hints_on(course, task.name)))} hints in 3 stages" in line
            assert ("all may be read" in line) == (task.name == "relu")


def test_a_file_in_place_of_a_task_is_answered_with_its_tasks(folder):
    with pytest.raises(UsageError, match=r"^02_deep_network.py is a file.* relu, relu_unit"):
        show_hints(NAME, folder)


def test_a_folder_in_place_of_a_task_lists_the_tasks_there(course, folder, capsys):
    passed(folder, course)
    assert show_hints(str(folder)) == 0
    text = printed(capsys)
    assert "relu 6 hints in 3 stages; passed, so all may be read at once" in text
    assert text.endswith(f"grade hints TASK {folder}. One more: --stage 2")


def test_a_stage_without_a_task_is_one_line():
    done = run_grade("hints", "--stage", "2")
    assert (done.returncode, done.stdout) == (2, "")
    assert "name a task" in one_line(done)
