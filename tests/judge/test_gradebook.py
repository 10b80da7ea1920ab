"""Combining results into a gradebook, by learner."""

import msgspec
import pytest

from grader.judge.gradebook import gradebook, outline_of
from grader.records import Account, ExerciseResult, Status, Submission


def submission(learner: str) -> Submission:
    return Submission(learner, "x", "x.py", 0, {})


def result(name: str, score: int, max_score: int) -> ExerciseResult:
    return ExerciseResult(name, "X", f"{name}.py", Status.FAILED, score, max_score, ())


def test_each_learner_has_the_sum_of_their_exercises():
    book = gradebook(
        [submission("zoe"), submission("ada"), submission("zoe")],
        [result("two", 1, 3), result("one", 2, 3), result("one", 4, 5)],
    )
    assert [(one.learner, one.score, one.max_score) for one in book.learners] == [
        ("ada", 2, 3),
        ("zoe", 5, 8),
    ]
    assert [one.exercise for one in book.learners[1].exercises] == ["two", "one"]


def test_learners_are_ordered_by_name_wherever_their_results_come_from():
    learners = ["Zoe", "learner10", "learner2", "ada"]
    book = gradebook([submission(one) for one in learners], [result("one", 1, 3)] * 4)
    assert [one.learner for one in book.learners] == ["ada", "learner2", "learner10", "Zoe"]


def test_notes_are_kept():
    assert gradebook([], [], ("left out",)).notes == ("left out",)


def test_a_submission_without_a_result_raises():
    with pytest.raises(ValueError, match="longer"):
        gradebook([submission("ada")], [])


def test_a_learner_keeps_the_account_of_the_files():
    account = Account("12", "Ada_12_assignsubmission_file_")
    one = msgspec.structs.replace(submission("ada"), account=account)
    assert gradebook([one], [result("one", 1, 3)]).learners[0].account == account


def test_the_outline_lists_every_check_of_the_course(course):
    outline = outline_of(course)
    assert tuple(one.exercise for one in outline) == course.names
    names = [
        (one.exercise, task.task, check.name)
        for one in outline
        for task in one.tasks
        for check in task.checks
    ]
    assert len(set(names)) == len(names)
    points = [check.points for one in outline for task in one.tasks for check in task.checks]
    assert sum(points) == sum(exercise.max_score for exercise in course.exercises)


def test_the_outline_of_some_tasks_lists_these_alone(course):
    (outline,) = outline_of(course, ["relu"])
    assert (outline.exercise, [task.task for task in outline.tasks]) == (
        "02_deep_network",
        ["relu"],
    )
