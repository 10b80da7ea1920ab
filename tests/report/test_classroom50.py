"""result.json of Classroom 50, checked against the rules of its published schema."""

import json
from datetime import datetime, timezone

import jsonschema
import pytest

from grader.errors import UsageError
from grader.report import cases
from grader.report.classroom50 import BODY, MAX_BODY, _cut, environment_of
from tests.report.books import (
    BOB,
    CLASS,
    EVE,
    HOSTILE,
    IDA,
    NAMES,
    hostile,
    made,
    text_of,
)

NOW = datetime(2027, 1, 2, 3, 4, 5, tzinfo=timezone.utc)
TEXT = {"type": "string", "minLength": 1}
WHOLE = {"type": "integer", "minimum": 0}
TIME = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$"}
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": [
        *("schema", "classroom", "assignment", "assignment_type", "owner", "submission", "commit"),
        *("release", "review", "datetime", "score", "max-score", "tests"),
    ],
    "properties": {
        "schema": {"const": "classroom50/result/v1"},
        **dict.fromkeys(("classroom", "assignment", "owner", "commit", "release", "review"), TEXT),
        "assignment_type": {"enum": ["individual", "group", "team"]},
        "submission": {"type": "string", "pattern": "^submit/"},
        "datetime": TIME,
        "score": WHOLE,
        "max-score": WHOLE,
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["test-name", "passed", "score", "max-score"],
                "properties": {
                    "test-name": TEXT,
                    "passed": {"type": "boolean"},
                    "score": WHOLE,
                    "max-score": WHOLE,
                },
            },
        },
    },
}
"""The rules of schemas/result-v1.schema.json in https://github.com/foundation50/classroom50."""

VARIABLES = {
    "CLASSROOM": "cs",
    "ASSIGNMENT": "hw",
    "SUBMISSION_TAG": "submit/2026-02-03T04-05-06Z-abc1234",
    "COMMIT_URL": "https://x/commit/1",
    "RELEASE_URL": "https://x/releases/1",
}


def read(one) -> dict:
    document = json.loads(text_of(made("classroom50", one)))
    jsonschema.validate(document, SCHEMA)
    assert document["score"] <= document["max-score"]
    assert all(test["score"] <= test["max-score"] for test in document["tests"])
    return document


@pytest.mark.parametrize("one", CLASS, ids=lambda one: one.learner)
def test_the_sums_match(one):
    document = read(one)
    assert document["score"] == one.score == sum(test["score"] for test in document["tests"])
    assert document["max-score"] == sum(test["max-score"] for test in document["tests"])


@pytest.mark.parametrize("one", [*CLASS, hostile("x")], ids=lambda one: one.learner)
def test_every_check_of_the_course_is_a_test_under_the_same_name_for_everyone(one):
    assert [test["test-name"] for test in read(one)["tests"]] == NAMES


def test_what_is_missing_counts_and_an_internal_error_does_not():
    assert (read(EVE)["score"], read(EVE)["max-score"]) == (3, 10)
    document = read(IDA)
    assert (document["score"], document["max-score"]) == (6, 9)
    (test,) = [test for test in document["tests"] if test["status"] == "broken"]
    assert (test["passed"], test["score"], test["max-score"]) == (False, 0, 0)
    assert test["message"] == "Internal error of the grader. It costs no points."


def test_points_that_are_not_whole_are_rounded_so_that_the_sums_match(monkeypatch):
    case = cases.Case("x", "t", "c", "C", cases.Status.FAILED, 0.5, 1.5)
    monkeypatch.setattr("grader.report.classroom50.cases", lambda *_: [case] * 3)
    document = read(BOB)
    assert [(test["score"], test["max-score"]) for test in document["tests"]] == [
        (1, 2),
        (1, 2),
        (0, 1),
    ]
    assert (document["score"], document["max-score"]) == (2, 5)


def test_the_message_and_the_hints_go_with_the_test():
    test = read(BOB)["tests"][0]
    assert test["message"] == "It is wrong. (one)"
    assert test["hints"] == ["Look at It is wrong."]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_learner_text_changes_neither_a_name_nor_a_score(text):
    document = read(hostile(text))
    assert [test["test-name"] for test in document["tests"]] == NAMES
    assert document["score"] == 0


def test_the_release_has_the_feedback_and_is_no_larger_than_github_takes():
    body = text_of(made("classroom50", BOB), BODY)
    assert body.startswith("# bob: 0 of 10 points")
    cut = _cut("# x\n\n" + "## exercise\n\ntext\n\n" * 10_000)
    assert 1_000 < len(cut) <= MAX_BODY + 100
    assert cut.endswith("text\n\nThe rest is too long for this page.\n")


def test_the_environment_tells_the_submission():
    found = environment_of(
        VARIABLES | {"OWNER": "ada", "ASSIGNMENT_TYPE": "group", "REVIEW_URL": "https://x/r"}, NOW
    )
    assert found == {
        "classroom": "cs",
        "assignment": "hw",
        "submission": "submit/2026-02-03T04-05-06Z-abc1234",
        "commit": "https://x/commit/1",
        "release": "https://x/releases/1",
        "review": "https://x/r",
        "owner": "ada",
        "assignment_type": "group",
        "datetime": "2026-02-03T04:05:06Z",
    }


def test_the_commit_stands_for_a_review_and_the_username_for_an_owner():
    found = environment_of(VARIABLES | {"USERNAME": "bob", "REVIEW_URL": ""}, NOW)
    assert (found["review"], found["owner"]) == ("https://x/commit/1", "bob")
    assert "assignment_type" not in found


@pytest.mark.parametrize(
    ("tag", "time"),
    [
        ("submit/20260203T040506Z-abc1234", "2026-02-03T04:05:06Z"),
        ("submit/2026-02-03T04:05:06Z-abc1234", "2026-02-03T04:05:06Z"),
        ("submit/final", "2027-01-02T03:04:05Z"),
    ],
)
def test_the_time_is_that_of_the_tag_or_now(tag, time):
    assert environment_of(VARIABLES | {"SUBMISSION_TAG": tag}, NOW)["datetime"] == time


@pytest.mark.parametrize("name", VARIABLES)
def test_a_missing_variable_is_named_before_grading(name):
    with pytest.raises(UsageError, match=f"{name} is not set"):
        environment_of({key: value for key, value in VARIABLES.items() if key != name}, NOW)
