import json
from pathlib import Path

import pytest

from grader.commands.grade import exit_code, grade, limits_from
from grader.commands.reports import Choice, outputs_from
from grader.errors import UsageError
from grader.options import Options
from grader.records import ExerciseResult, Gradebook, LearnerResult, Status, TaskResult
from grader.sandbox.limits import MAX_LIMIT
from grader.session import Settings
from tests.conftest import REPOSITORY


def test_limits_are_changed_by_name():
    limits = limits_from(["memory=512", "files=7"])
    assert (limits.memory, limits.files, limits.disk) == (512, 7, 64)


def test_a_limit_may_be_as_high_as_the_largest_machines_need():
    assert limits_from([f"memory={MAX_LIMIT}"]).memory == MAX_LIMIT


@pytest.mark.parametrize(
    "number", [str(MAX_LIMIT + 1), "9" * 5_000, "inf", "nan", "1e3", "1.5", "0x10", "²"]
)
def test_a_limit_that_is_too_high_or_no_whole_number_is_refused(number):
    with pytest.raises(UsageError, match=f"a whole number from 1 to {MAX_LIMIT}"):
        limits_from([f"file={number}"])


@pytest.mark.parametrize("setting", ["memory", "memory=", "memory=-1", "memory=0", "cpu=3", "=3"])
def test_an_unknown_limit_is_refused_and_valid_names_are_listed(setting):
    with pytest.raises(UsageError, match="memory, file, disk, files, descriptors, threads"):
        limits_from([setting])


def test_the_command_is_a_function(tmp_path, capsys, course):
    out = tmp_path / "out.json"
    outputs = outputs_from(Choice(out), hints=2, quiet=False)
    assert grade([REPOSITORY / "exercises"], Options(), Settings(), outputs=outputs) == 1
    document = json.loads(out.read_text())
    assert document["submissions"][0]["learner"] == "exercises"
    points = sum(exercise.max_score for exercise in course.exercises)
    assert f"0 of {points} points" in capsys.readouterr().out


def test_json_on_standard_output_is_the_only_output(tmp_path):
    (output,) = outputs_from(Choice(Path("-")), 1, quiet=False)
    assert (output.format, output.file) == ("json", None)
    choice = Choice(tmp_path / "x.json")
    both = outputs_from(choice, 1, quiet=False)
    assert [output.format for output in both] == ["json", "terminal"]
    assert [one.format for one in outputs_from(choice, 1, quiet=True)] == ["json"]


@pytest.mark.parametrize(
    ("statuses", "code"),
    [
        ([Status.PASSED, Status.PASSED], 0),
        ([Status.PASSED, Status.FAILED], 1),
        ([Status.NOT_ATTEMPTED], 1),
        ([Status.FAILED, Status.INTERNAL_ERROR], 3),
    ],
)
def test_the_exit_code_follows_the_worst_status(statuses, code):
    tasks = tuple(TaskResult("t", status, 0, 1, ()) for status in statuses)
    exercise = ExerciseResult("x", "X", "x.py", statuses[-1], 0, 1, tasks)
    assert exit_code(Gradebook((LearnerResult("ada", 0, 1, (exercise,)),))) == code
