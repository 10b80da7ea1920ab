"""results.json of Gradescope, checked against its published specification."""

import json

import jsonschema
import pytest

from tests.report.books import ADA, BOB, CLASS, EVE, HOSTILE, IDA, NAMES, hostile, made, text_of

VISIBILITY = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
OUTPUT_FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
SCHEMA = {
    "type": "object",
    "required": ["score", "tests"],
    "additionalProperties": False,
    "properties": {
        "score": {"type": "number", "minimum": 0},
        "execution_time": {"type": "number"},
        "output": {"type": "string"},
        "output_format": OUTPUT_FORMAT,
        "test_output_format": OUTPUT_FORMAT,
        "test_name_format": OUTPUT_FORMAT,
        "visibility": VISIBILITY,
        "stdout_visibility": VISIBILITY,
        "extra_data": {"type": "object"},
        "leaderboard": {"type": "array"},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["score", "max_score", "name"],
                "properties": {
                    "score": {"type": "number", "minimum": 0},
                    "max_score": {"type": "number", "minimum": 0},
                    "status": {"enum": ["passed", "failed"]},
                    "name": {"type": "string"},
                    "name_format": OUTPUT_FORMAT,
                    "number": {"type": "string"},
                    "output": {"type": "string"},
                    "output_format": OUTPUT_FORMAT,
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "visibility": VISIBILITY,
                    "extra_data": {"type": "object"},
                },
            },
        },
    },
}
"""https://gradescope-autograders.readthedocs.io/en/latest/specs/, section "Output format"."""


def read(one) -> dict:
    document = json.loads(text_of(made("gradescope", one)))
    jsonschema.validate(document, SCHEMA)
    return document


@pytest.mark.parametrize("one", CLASS, ids=lambda one: one.learner)
def test_the_score_is_the_learners_and_the_sum_of_the_tests(one):
    document = read(one)
    assert document["score"] == one.score == sum(test["score"] for test in document["tests"])
    assert all(test["score"] <= test["max_score"] for test in document["tests"])


@pytest.mark.parametrize("one", [*CLASS, hostile("x")], ids=lambda one: one.learner)
def test_every_check_of_the_course_is_a_test(one):
    assert [test["name"].partition(":")[0] for test in read(one)["tests"]] == NAMES


def test_only_what_passed_is_passed_and_the_tag_tells_the_status():
    found = [(test["status"], *test["tags"]) for test in read(BOB)["tests"]]
    assert found == [
        ("failed", "failed"),
        ("failed", "skipped"),
        ("failed", "error"),
        ("failed", "timeout"),
        ("passed", "passed"),
    ]


def test_the_output_of_a_test_is_the_message_the_place_and_the_hint():
    assert read(BOB)["tests"][0]["output"].splitlines() == [
        "It is wrong. (one)",
        "In x.py, line 7.",
        "Hint: Look at It is wrong.",
    ]
    assert {test["output"] for test in read(ADA)["tests"]} == {""}


def test_what_is_missing_counts_and_an_internal_error_does_not_and_is_told():
    assert read(EVE)["output"] == "3 of 10 points."
    document = read(IDA)
    assert document["output"].startswith(
        "6 of 9 points. The grader had an internal error in 1 check."
    )
    assert "It costs no points" in document["output"]
    assert document["extra_data"] == {"max_score": 9, "internal_errors": 1}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_learner_text_is_of_the_format_text(text):
    document = read(hostile(text))
    formats = ("output_format", "test_output_format", "test_name_format")
    assert {document[name] for name in formats} == {"text"}
    assert [test["name"].partition(":")[0] for test in document["tests"]] == NAMES
    json.dumps(document, ensure_ascii=False).encode("utf-8")
