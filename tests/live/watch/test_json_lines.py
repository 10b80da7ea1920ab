"""Which verdicts of `grade watch --json` are printed."""

import io
import json
import sys

import pytest

from grader.live.watch.json_lines import JsonLines
from grader.live.watch.records import Checked, Gone, Missing, Ready
from grader.live.watch.view import View
from grader.records import ExerciseResult, Status, Submission, TaskResult

ONE, THREE = "01_single_neuron", "03_sgd"


@pytest.fixture
def told(course, capsys):
    """A function that tells messages and returns the task and the score of each line."""
    lines, view = JsonLines(), View(course)

    def tell(*messages):
        for message in messages:
            lines.tell(message, view)
        printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        return [(one["task"], one["score"]) for one in printed]

    return tell


def checked(scores: dict[str, int], exercise: str = ONE, **options: object) -> Checked:
    tasks = [TaskResult(name, Status.FAILED, score, 9, ()) for name, score in scores.items()]
    result = ExerciseResult(exercise, "", f"{exercise}.py", Status.FAILED, 0, 0, tuple(tasks))
    return Checked(Submission("lee", exercise, f"{exercise}.py", 1, {}), result, **options)


READ = {"is_read": True}


def test_a_verdict_is_printed_when_it_is_new(told):
    assert told(checked({"a": 0, "b": 1}, **READ)) == [("a", 0), ("b", 1)]
    assert told(checked({"a": 0, "b": 1}, **READ)) == []
    assert told(checked({"a": 2, "b": 1}, **READ)) == [("a", 2)]


def test_a_task_that_has_been_run_is_printed_again_once_for_each_time_the_file_is_read(told):
    told(checked({"a": 0, "b": 1}, **READ))
    assert told(checked({"a": 0, "b": 1}, fresh=("a",))) == [("a", 0)]
    assert told(checked({"a": 0, "b": 1}, fresh=("a", "b"))) == [("b", 1)]
    assert told(checked({"a": 0, "b": 1}, fresh=("a", "b"))) == []
    assert told(checked({"a": 0, "b": 1}, **READ)) == []
    assert told(checked({"a": 0, "b": 1}, fresh=("a",))) == [("a", 0)]


def test_a_task_that_is_being_run_keeps_what_was_told_of_it(told):
    told(checked({"a": 0, "b": 1}, **READ))
    assert told(checked({"b": 1}, running=("a",), **READ)) == []
    assert told(checked({"a": 0, "b": 1})) == []


def test_tasks_of_two_exercises_are_told_apart(told):
    assert told(checked({"a": 0}, **READ), checked({"a": 0}, THREE, **READ)) == [("a", 0)] * 2


def test_nothing_else_is_told(told):
    assert told(Ready(), Missing("no folder"), Gone(ONE)) == []


@pytest.mark.parametrize(("encoding", "is_ascii"), [("UTF8", False), ("latin-1", True)])
def test_lines_are_ascii_where_the_stream_is_not_utf_8(encoding, is_ascii, course, monkeypatch):
    bytes_ = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(bytes_, encoding=encoding))
    JsonLines().tell(checked({"ä→": 0}, **READ), View(course))
    assert bytes_.getvalue().isascii() is is_ascii
    assert json.loads(bytes_.getvalue())["task"] == "ä→"
