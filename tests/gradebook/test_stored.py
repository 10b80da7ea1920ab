"""Evidence is stored by what was asked, so that a later run finds it whatever it is called."""

from dataclasses import replace

import numpy as np
import pytest

from grader.course import Training, ask
from grader.gradebook.codec import decode, encode
from grader.gradebook.stored import (
    StoredEvidence,
    StoredReason,
    question_digests,
    reason_stored,
    stored_evidence,
)
from grader.protocol.arrays import pack
from grader.protocol.events import Return
from grader.protocol.excerpts import Excerpt
from grader.protocol.models import Model
from grader.protocol.noted import NotedTraining
from grader.protocol.problems import Problem
from grader.records import Evidence, Measurement, Outcome, Reason, TaskTraining
from grader.trainer.messages import DiagnosisReply

ONE, TWO = ask("double", 1.0), ask("double", 2.0)
RETURNED = Outcome((Return(pack(2.0, "number")),))
RAISED = Outcome(problem=Problem("exception", "ValueError"))


def digests(**named):
    """Return the digests of the questions of one task, by name."""
    return {name: digest for digest, (_, name) in question_digests({"double": named}).items()}


def test_a_question_is_known_by_its_call_whatever_its_name_and_its_place():
    first, later = digests(one=ONE, two=TWO), digests(b=TWO, a=ONE)
    assert (first["one"], first["two"]) == (later["a"], later["b"])
    assert first["one"] != first["two"]


def test_how_the_trainer_trains_is_no_part_of_a_question():
    trained = replace(ONE, training=Training(np.zeros((2, 1)), np.zeros(2)))
    assert digests(one=trained) == digests(one=ONE)


@pytest.mark.parametrize(
    "other", [ask("double", 1), ask("double", -1.0), ask("triple", 1.0), ask("double", 1.0, 1.0)]
)
def test_another_input_or_function_is_another_question(other):
    assert digests(one=other) != digests(one=ONE)


def test_equal_calls_are_told_apart_by_their_order_and_by_their_task():
    twice = digests(first=ONE, other=TWO, second=ONE)
    assert len(set(twice.values())) == 3
    assert twice["first"] == digests(one=ONE)["one"]
    both = question_digests({"double": {"one": ONE}, "again": {"one": ONE}})
    assert sorted(both.values()) == [("again", "one"), ("double", "one")]


def test_outcomes_are_stored_for_questions_that_were_asked_and_nothing_else():
    evidence = Evidence({"double": {"one": RETURNED, "nobody asked": RAISED}})
    asked = {"double": {"one": ONE, "two": TWO}, "triple": {"one": ONE}}
    kept = stored_evidence(asked, evidence, {}, {})
    assert kept.outcomes == {digests(one=ONE)["one"]: RETURNED}


def test_measurements_are_stored_by_their_request_and_those_that_failed_are_left_out():
    good = Measurement(0.5, request=b"a")
    several = {
        "one": good,
        "failed": Measurement(internal_error="it died", request=b"b"),
        "never asked": Measurement(0.25),
    }
    kept = stored_evidence({}, Evidence({}), {"double": several}, {})
    assert kept.measurements == {b"a": Measurement(0.5)}


def test_evidence_comes_back_as_it_was():
    column = pack(np.zeros((2, 1), "float32"))
    noted = NotedTraining(column, column, 2, Model("M", (), True, None), 1, 32, 0, 3)
    training = TaskTraining("double", noted)
    evidence = Evidence({"double": {"one": RAISED}}, (Problem("exit"),), (training,))
    replies = {b"r": DiagnosisReply(fails=True, curve_before=(2.0, 1.0))}
    kept = stored_evidence({"double": {"one": ONE}}, evidence, {}, replies)
    assert (kept.loading, kept.trainings) == (evidence.loading, evidence.trainings)
    assert kept.replies == replies
    assert decode(encode(kept), StoredEvidence) == kept


def test_a_reason_is_stored_without_excerpts_also_in_its_cause():
    shown = Excerpt("…")
    details = {"file": "x.py", "excerpt": shown}
    details["cause"] = {"code": "c", "excerpt": shown, "line": 3}
    kept = reason_stored(Reason("problem.exception", details))
    assert kept.code == "problem.exception"
    assert kept.details == {"file": "x.py", "cause": {"code": "c", "line": 3}}
    assert details["cause"]["excerpt"] == shown


@pytest.mark.parametrize(
    "details",
    [
        {"cause": "the loss", "excerpt": "x = 1"},
        {"cause": None, "excerpt": {"excerpt": 3}},
        {"cause": ["a", 2], "after": "the end", "check": "is_two"},
        {"cause": {"cause": {"cause": 1.5}}, "file": "x.py"},
    ],
)
def test_details_of_a_course_have_any_names_and_come_back(details):
    stored = reason_stored(Reason("mine.x", details))
    assert decode(encode(stored), StoredReason) == StoredReason("mine.x", details)
