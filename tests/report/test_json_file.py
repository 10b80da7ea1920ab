import json

import msgspec

from grader.records import (
    CheckResult,
    Diagnosis,
    ExerciseResult,
    Gradebook,
    LearnerResult,
    Place,
    Reason,
    Status,
    TaskResult,
)
from grader.report.json_file import to_json
from grader.report.presenter import present
from grader.report.sanitise import sanitised

CHECK = CheckResult(
    "is_two",
    "twice 1",
    Status.FAILED,
    0,
    2,
    Reason("value.wrong", {"received": 1.0}),
    "got \x1b[31m\ud800",
    Place("x.ipynb", 2, 7, "return \x1b[31mx", 12, 13),
    ("a", "b"),
)
CURVE = (1.23456789, float("nan"), 0.5)
TASK = TaskResult("double", Status.FAILED, 0, 2, (CHECK,), CURVE, "seven\n")
EXERCISE = ExerciseResult("x", "X", "ada/x.py", Status.FAILED, 0, 2, (TASK,), ("a note",))
BOOK = Gradebook((LearnerResult("ad\ud800a", 0, 2, (EXERCISE,)),), ("left out",))


def document(hints=1, book=BOOK):
    return json.loads(to_json(present(sanitised(book), hints)))


def test_the_document_has_the_keys_of_version_1():
    assert document()["version"] == 1
    (submission,) = document()["submissions"]
    assert submission.keys() == {
        *("learner", "id", "login", "email", "section"),
        *("score", "max_score", "notes", "exercises"),
    }
    (exercise,) = submission["exercises"]
    assert {"exercise", "file", "status", "score", "max_score", "tasks"} <= exercise.keys()
    (task,) = exercise["tasks"]
    assert {"task", "status", "score", "max_score", "checks"} <= task.keys()
    (check,) = task["checks"]
    assert {"name", "status", "points", "max_points", "message", "hints"} <= check.keys()
    assert check["status"] == "failed"


def check_of(made):
    return made["submissions"][0]["exercises"][0]["tasks"][0]["checks"][0]


def test_a_check_has_its_code_and_the_learners_line():
    check = check_of(document())
    assert check["code"] == "value.wrong"
    assert (check["file"], check["cell"], check["line"]) == ("x.ipynb", 2, 7)
    assert check["source"] == "return \\x1b[31mx"
    assert (check["column"], check["end_column"]) == (12, 13)


def test_unknown_fields_are_null():
    bare = CheckResult("is_two", "twice 1", Status.PASSED, 2, 2)
    task = msgspec.structs.replace(TASK, checks=(bare,))
    exercise = msgspec.structs.replace(EXERCISE, tasks=(task,))
    check = check_of(document(book=Gradebook((LearnerResult("ada", 2, 2, (exercise,)),))))
    keys = ("code", "file", "cell", "line", "source", "column", "end_column")
    assert [check[key] for key in keys] == [None] * 7


def test_a_task_has_its_printed_text():
    assert document()["submissions"][0]["exercises"][0]["tasks"][0]["printed"] == "seven\n"


def test_a_task_without_a_diagnosis_has_none():
    assert document()["submissions"][0]["exercises"][0]["tasks"][0]["diagnosis"] is None


def test_a_diagnosis_has_its_code_its_message_and_both_curves():
    reason = Reason("diagnosis.relu_missing", {"layers": 1})
    found = Diagnosis(reason, "With relu", (3.0, float("nan")), (3.0, 0.123456))
    task = msgspec.structs.replace(TASK, diagnosis=found)
    at_top = msgspec.structs.replace(found, place=Place("x.py", 0, 40, "model.fit(x, y)"))
    exercise = msgspec.structs.replace(EXERCISE, tasks=(task,), diagnoses=(at_top,))
    made = document(book=Gradebook((LearnerResult("ada", 0, 2, (exercise,)),)))
    (shown,) = made["submissions"][0]["exercises"]
    assert shown["tasks"][0]["diagnosis"] == {
        "code": "diagnosis.relu_missing",
        "message": "With relu",
        "curve_before": [3.0, None],
        "curve_after": [3.0, 0.1235],
        "file": None,
        "cell": None,
        "line": None,
        "source": None,
        "column": None,
        "end_column": None,
    }
    assert [one["line"] for one in shown["diagnoses"]] == [40]


def test_numbers_that_json_cannot_represent_are_null():
    curve = document()["submissions"][0]["exercises"][0]["tasks"][0]["curve"]
    assert curve == [1.235, None, 0.5]


def test_a_check_has_the_requested_number_of_hints():
    for hints in (0, 1, 2):
        assert check_of(document(hints))["hints"] == ["a", "b"][:hints]


def test_learner_text_is_plain_and_encodes():
    text = to_json(present(sanitised(BOOK), 1))
    text.encode("utf-8")
    assert "\x1b" not in text
    assert "\\\\x1b[31m" in text
