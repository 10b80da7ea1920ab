"""What reports show: messages, the next step, repeated messages, common mistakes."""

import pytest

from grader.records import (
    CheckResult,
    ExerciseResult,
    Gradebook,
    LearnerResult,
    Reason,
    Status,
    TaskResult,
)
from grader.report.presenter import CommonMistake, NextStep, present

PASSED, FAILED, ERROR = Status.PASSED, Status.FAILED, Status.ERROR
TIMEOUT, SKIPPED, INTERNAL = Status.TIMEOUT, Status.SKIPPED, Status.INTERNAL_ERROR
NOT_ATTEMPTED = Status.NOT_ATTEMPTED


def check(status: Status, message: str = "", code: str = "value.wrong") -> CheckResult:
    reason = None if status is PASSED else Reason(code)
    return CheckResult("c", "C", status, 0, 1, reason, message)


def task(name: str, status: Status, *checks: CheckResult) -> TaskResult:
    return TaskResult(name, status, 0, 1, checks or (check(status, name),))


def exercise(name: str, *tasks: TaskResult) -> ExerciseResult:
    return ExerciseResult(name, "X", f"{name}.py", FAILED, 0, 1, tasks)


def learner(name: str, *exercises: ExerciseResult) -> LearnerResult:
    return LearnerResult(name, 0, 1, exercises)


def presented(*learners: LearnerResult):
    return present(Gradebook(learners), hints=1)


def tasks_of(*tasks: TaskResult):
    return presented(learner("ada", exercise("x", *tasks))).learners[0].exercises[0].tasks


def told(*checks: CheckResult, status: Status = FAILED) -> list[str]:
    (shown,) = tasks_of(task("t", status, *checks))
    return [one.message for one in shown.told]


def test_failed_checks_are_shown_and_passed_or_skipped_ones_are_not():
    assert told(check(PASSED), check(FAILED, "a"), check(SKIPPED, "b"), check(ERROR, "c")) == [
        "a",
        "c",
    ]


def test_a_message_that_checks_of_a_task_share_is_shown_once():
    assert told(check(ERROR, "a"), check(ERROR, "a"), check(FAILED, "b")) == ["a", "b"]


@pytest.mark.parametrize(
    ("code", "messages"),
    [
        ("task.untouched", []),
        ("task.missing", ["no such function"]),
        ("task.misnamed", ["no such function"]),
    ],
)
def test_a_task_that_is_not_attempted_shows_only_a_missing_function(code, messages):
    checks = [check(NOT_ATTEMPTED, "no such function", code)] * 2
    assert told(*checks, status=NOT_ATTEMPTED) == messages


def test_a_problem_of_the_whole_file_is_shown_only_for_its_first_task():
    first, second = tasks_of(
        task("one", ERROR, check(ERROR, "not a notebook")),
        task("two", ERROR, check(ERROR, "not a notebook"), check(ERROR, "not a notebook")),
    )
    assert (first.repeats, len(first.told)) == (False, 1)
    assert (second.repeats, second.told) == (True, ())


def test_a_mistake_that_two_tasks_share_is_shown_for_both():
    shown = tasks_of(
        task("one", FAILED, check(FAILED, "a")), task("two", FAILED, check(FAILED, "a"))
    )
    assert [one.repeats for one in shown] == [False, False]


def next_step(*statuses: Status) -> NextStep:
    tasks = [task(f"t{number}", status) for number, status in enumerate(statuses)]
    exercises = [exercise(f"x{number}", one) for number, one in enumerate(tasks)]
    return presented(learner("ada", *exercises)).learners[0].next_step


@pytest.mark.parametrize(
    ("statuses", "step"),
    [
        ((PASSED, FAILED, ERROR), NextStep("fix", "t1", "x1.py", FAILED)),
        ((NOT_ATTEMPTED, TIMEOUT), NextStep("fix", "t1", "x1.py", TIMEOUT)),
        ((PASSED, NOT_ATTEMPTED, INTERNAL), NextStep("begin", "t1", "x1.py", NOT_ATTEMPTED)),
        ((PASSED, INTERNAL), NextStep("internal error")),
        ((PASSED, PASSED), NextStep("done")),
    ],
)
def test_the_next_step_is_a_mistake_before_a_new_task_and_a_new_task_before_done(statuses, step):
    assert next_step(*statuses) == step


def met(name: str, *codes: str, status: Status = FAILED) -> LearnerResult:
    checks = tuple(check(status, f"{code} of {name}", code) for code in codes)
    return learner(name, exercise("x", TaskResult("t", status, 0, 1, checks)))


def test_a_mistake_counts_once_for_each_learner_and_only_if_several_learners_made_it():
    shown = presented(met("ada", "a", "b", "a"), met("bob", "b", "a"), met("eve", "a", "c"))
    assert shown.commonest == (
        CommonMistake("a", 3, "a of ada"),
        CommonMistake("b", 2, "b of ada"),
    )


def test_equally_common_mistakes_are_ordered_by_code_and_only_five_are_shown():
    codes = "gfedcba"
    shown = presented(met("ada", *codes), met("bob", *codes))
    assert [one.code for one in shown.commonest] == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize("status", [PASSED, SKIPPED, NOT_ATTEMPTED, INTERNAL])
def test_internal_errors_and_untouched_tasks_are_not_common_mistakes(status):
    assert presented(met("ada", "a", status=status), met("bob", "a", status=status)).commonest == ()
