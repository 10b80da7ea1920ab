import json

from grader.records import (
    CheckResult,
    ExerciseResult,
    Gradebook,
    LearnerResult,
    Status,
    TaskResult,
)
from grader.report.json_file import to_json

CHECK = CheckResult("is_two", "twice 1", Status.FAILED, 0, 2, "got \x1b[31m\ud800", ("a", "b"))
TASK = TaskResult("double", Status.FAILED, 0, 2, (CHECK,), (1.23456789, float("nan"), 0.5))
EXERCISE = ExerciseResult("x", "X", "ada/x.py", Status.FAILED, 0, 2, (TASK,), ("a note",))
BOOK = Gradebook((LearnerResult("ad\ud800a", 0, 2, (EXERCISE,)),), ("left out",))


def test_the_document_has_the_keys_of_version_1():
    document = json.loads(to_json(BOOK, hints=1))
    assert document["version"] == 1
    (submission,) = document["submissions"]
    assert submission.keys() == {"learner", "score", "max_score", "exercises"}
    (exercise,) = submission["exercises"]
    assert {"exercise", "file", "status", "score", "max_score", "tasks"} <= exercise.keys()
    (task,) = exercise["tasks"]
    assert {"task", "status", "score", "max_score", "checks"} <= task.keys()
    (check,) = task["checks"]
    assert {"name", "status", "points", "max_points", "message", "hints"} <= check.keys()
    assert check["status"] == "failed"


def test_numbers_are_numbers_json_has():
    curve = json.loads(to_json(BOOK, 0))["submissions"][0]["exercises"][0]["tasks"][0]["curve"]
    assert curve == [1.235, None, 0.5]


def test_as_many_hints_as_asked_for():
    for hints in (0, 1, 2):
        document = json.loads(to_json(BOOK, hints))
        check = document["submissions"][0]["exercises"][0]["tasks"][0]["checks"][0]
        assert check["hints"] == ["a", "b"][:hints]


def test_learner_text_is_plain_and_encodes():
    text = to_json(BOOK, 1)
    text.encode("utf-8")
    assert "\x1b" not in text
    assert "\\\\x1b[31m" in text
