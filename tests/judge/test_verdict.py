"""Verdicts from stored evidence: no learner code, no TensorFlow."""

import numpy as np
import pytest

from grader.course.exercise import RIGHT, Exercise, Finding, Task, ask, check
from grader.judge.verdict import broken, judge
from grader.records import Evidence, Measurement, Status, Submission, TaskSource
from grader.sandbox.messages import Problem, Turn
from grader.sandbox.wire import pack


def double_asks(rng):
    return {"one": ask("double", 1.0), "two": ask("double", 2.0)}


@check(points=2, hints=("first", "second"))
def is_two(one):
    """twice 1"""
    return RIGHT if one.value == pack(2.0, "number") else Finding("not 2")


@check(points=1, after=is_two)
def is_four(two):
    """twice 2"""
    return RIGHT if two.value == pack(4.0, "number") else Finding("not 4")


@check(points=1)
def breaks(two):
    """our own bug"""
    raise ZeroDivisionError("ours")


TASK = Task("double", double_asks, (is_two, is_four))
EXERCISE = Exercise("x", "X", (TASK,))


def result(one, two, exercise=EXERCISE, measurements=None, state="answered"):
    answers = {
        name: value if isinstance(value, Problem) else (Turn(pack(value, "number")),)
        for name, value in (("one", one), ("two", two))
    }
    submission = Submission("ada", "x", "x.py", 0, {"double": TaskSource(state)})
    asks = {"double": double_asks(np.random.default_rng(0))}
    evidence = Evidence({"double": answers})
    (task,) = judge(exercise, submission, ["double"], asks, evidence, measurements or {}).tasks
    return task


def test_all_right_earns_all():
    task = result(2.0, 4.0)
    assert (task.status, task.score, task.max_score) == (Status.PASSED, 3, 3)


def test_a_wrong_answer_loses_its_own_check():
    task = result(2.0, 5.0)
    assert (task.status, task.score) == (Status.FAILED, 2)
    assert task.checks[1].message == "not 4"


def test_a_check_is_skipped_when_what_it_depends_on_failed():
    task = result(3.0, 4.0)
    assert [c.status for c in task.checks] == [Status.FAILED, Status.SKIPPED]
    assert "twice 1" in task.checks[1].message


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        (Problem("timeout", message="1 second"), Status.TIMEOUT),
        (Problem("exception", "ValueError"), Status.ERROR),
        (Problem("crash", message="-9"), Status.ERROR),
    ],
)
def test_an_incident_is_its_own_status(problem, status):
    task = result(problem, 4.0)
    assert task.status is status
    assert task.score == 0


def test_hints_come_with_what_did_not_pass():
    assert result(3.0, 4.0).checks[0].hints == ("first", "second")
    assert result(2.0, 4.0).checks[0].hints == ()


def test_an_untouched_task_is_not_attempted_without_evidence():
    assert result(2.0, 4.0, state="untouched").status is Status.NOT_ATTEMPTED


def test_a_check_of_ours_that_breaks_costs_nothing():
    task = result(2.0, 4.0, Exercise("x", "X", (Task("double", double_asks, (is_two, breaks)),)))
    assert task.status is Status.BROKEN
    assert (task.score, task.max_score) == (2, 2)


@check(points=1)
def wants_measuring(two):
    """trained"""
    return RIGHT if two.measurement else Finding("not measured")


def test_a_fault_of_the_trainer_costs_nothing_and_only_checks_that_looked_are_broken():
    exercise = Exercise("x", "X", (Task("double", double_asks, (is_two, wants_measuring)),))
    fault = {"double": {"two": Measurement(fault="it died")}}
    task = result(2.0, 4.0, exercise, fault)
    assert [one.status for one in task.checks] == [Status.PASSED, Status.BROKEN]
    assert (task.score, task.max_score) == (2, 2)


def test_a_submission_we_failed_to_grade_is_broken_as_a_whole():
    submission = Submission("ada", "x", "x.py", 0, {})
    graded = broken(EXERCISE, submission, ["double"], "Our fault: it died")
    assert graded.max_score == 0
    assert graded.tasks[0].checks[0].status is Status.BROKEN
