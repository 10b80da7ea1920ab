"""JUnit XML, as junitparser reads it."""

import io

import pytest
from junitparser import JUnitXml

from tests.report.books import (
    ADA,
    BOB,
    CLASS,
    EVE,
    HOSTILE,
    IDA,
    INTERNAL,
    NAMES,
    first,
    hostile,
    learner,
    made,
    second,
    text_of,
)


def read(*learners) -> JUnitXml:
    return JUnitXml.fromroot(
        JUnitXml.fromfile(io.BytesIO(made("junit", *learners).files[""]))._elem
    )


@pytest.mark.parametrize("one", [*CLASS, hostile("x")], ids=lambda one: one.learner)
def test_every_check_of_the_course_is_listed_under_the_same_name_for_everyone(one):
    (suite,) = read(one)
    assert [case.name for case in suite] == NAMES
    assert [case.classname for case in suite] == [name.split(".")[0] for name in NAMES]


def test_each_status_has_its_element():
    (suite,) = read(BOB)
    found = {case.name: [type(one).__name__ for one in case.result] for case in suite}
    assert list(found.values()) == [["Failure"], ["Skipped"], ["Error"], ["Error"], []]


def test_what_was_not_handed_in_or_not_attempted_is_a_failure():
    (suite,) = read(EVE)
    told = [[(type(one).__name__, one.message) for one in case.result] for case in suite]
    missing = [("Failure", "This exercise was not handed in.")]
    assert told == [
        [("Failure", "It is wrong. (one)")],
        [("Failure", "It is wrong. (two)")],
        [],
        missing,
        missing,
    ]


def test_an_internal_error_is_skipped_and_said_to_cost_no_points():
    (suite,) = read(learner("ida", first(INTERNAL), second()))
    (case,) = [case for case in suite if case.result]
    (outcome,) = case.result
    assert type(outcome).__name__ == "Skipped"
    assert outcome.message == "Internal error of the grader. It costs no points."


def test_the_counts_are_those_of_the_elements():
    document = read(*CLASS)
    names = ("tests", "failures", "errors", "skipped")
    told = [getattr(document, name) for name in names]
    counted = JUnitXml.fromstring(made("junit", *CLASS).files[""])
    counted.update_statistics()
    assert told == [getattr(counted, name) for name in names]
    assert told[0] == len(CLASS) * len(NAMES)


def test_no_time_differs_between_runs():
    document = read(ADA)
    assert (document.time, [case.time for suite in document for case in suite]) == (0, [0] * 5)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_learner_text_adds_no_element_and_changes_no_name(text):
    (suite,) = read(hostile(text))
    assert [case.name for case in suite] == NAMES
    assert [len(case.result) for case in suite] == [1] * 5
    assert text_of(made("junit", hostile(text))).count("<failure ") == 3


def test_a_failure_has_the_message_the_place_and_the_hint():
    (suite,) = read(BOB)
    outcome = next(iter(suite)).result[0]
    assert outcome.message == "It is wrong. (one)"
    assert outcome.type == "value.wrong"
    assert outcome.text.splitlines() == [
        "2*x:",
        "It is wrong. (one)",
        "In x.py, line 7.",
        "Hint: Look at It is wrong.",
    ]


def test_the_points_are_properties_of_the_suite():
    (suite,) = read(IDA)
    assert {one.name: one.value for one in suite.properties()} == {"points": "6", "max_points": "9"}
