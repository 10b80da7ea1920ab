"""Comparing grades with the expected ones."""

from pathlib import Path

import pytest

from grader.course.known_answers import Expectation, Expected, KnownAnswer
from grader.course.prove import (
    Mismatch,
    answer_mismatches,
    solution_mismatches,
    stub_mismatches,
)
from grader.records import CheckResult, ExerciseResult, Status, TaskResult

FAILED, PASSED, SKIPPED = Status.FAILED, Status.PASSED, Status.SKIPPED


def task(name: str, status: Status, message: str = "gave 1") -> TaskResult:
    checks = (
        CheckResult("one", "Twice x", status, 0, 1, message=message),
        CheckResult("two", "For arrays", SKIPPED, 0, 1, message="not looked at"),
    )
    return TaskResult(name, status, 0, 2, checks)


def result(*tasks: TaskResult) -> ExerciseResult:
    return ExerciseResult("x", "X", "x.py", FAILED, 0, 2, tasks)


def mismatches(graded: ExerciseResult, **tasks: Expected) -> list[Mismatch]:
    answer = KnownAnswer("x/relu/min", "x", Path("min.py"), Expectation("a test", tasks))
    return list(answer_mismatches(answer, graded))


def test_an_expected_grade_is_not_a_mismatch():
    graded = result(task("relu", FAILED), task("train", PASSED))
    assert mismatches(graded, relu=Expected(FAILED, ("Twice x", "GAVE 1"))) == []


def test_a_task_without_an_expectation_must_pass():
    assert mismatches(result(task("relu", FAILED))) == [
        Mismatch("x/relu/min, relu", "must be passed, is failed | Twice x: gave 1")
    ]


def test_another_status_is_one_mismatch():
    assert mismatches(result(task("relu", PASSED)), relu=Expected(FAILED, ("a", "b"))) == [
        Mismatch("x/relu/min, relu", "must be failed, is passed")
    ]


def test_every_missing_part_of_a_message_is_a_mismatch():
    found = mismatches(result(task("relu", FAILED)), relu=Expected(FAILED, ("min", "gave", "max")))
    assert [one.what.partition(",")[0] for one in found] == [
        "must contain 'min'",
        "must contain 'max'",
    ]


def test_the_message_of_a_skipped_check_does_not_count():
    (found,) = mismatches(result(task("relu", FAILED)), relu=Expected(FAILED, ("not looked at",)))
    assert found.what == "must contain 'not looked at', is: failed | Twice x: gave 1"


def test_an_expectation_of_a_task_that_does_not_exist_is_a_mismatch():
    (found,) = mismatches(result(task("relu", PASSED)), rleu=Expected(FAILED))
    assert found == Mismatch("x/relu/min", "expects a grade for rleu, which is not a task")


@pytest.mark.parametrize(
    ("compare", "status", "kind"),
    [
        (stub_mismatches, Status.NOT_ATTEMPTED, "stub"),
        (solution_mismatches, PASSED, "solution"),
    ],
)
def test_every_task_of_a_stub_or_solution_must_have_its_status(compare, status, kind):
    graded = [result(task("relu", status)), result(task("relu", status), task("train", FAILED))]
    (found,) = compare(graded)
    assert found.where == f"{kind} x, train"
    assert found.what.startswith(f"must be {status.value}, is failed")
