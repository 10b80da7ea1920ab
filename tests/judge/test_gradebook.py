"""Combining results into a gradebook, by learner."""

import pytest

from grader.judge.gradebook import gradebook
from grader.records import ExerciseResult, Status, Submission


def submission(learner: str) -> Submission:
    return Submission(learner, "x", "x.py", 0, {})


def result(name: str, score: int, max_score: int) -> ExerciseResult:
    return ExerciseResult(name, "X", f"{name}.py", Status.FAILED, score, max_score, ())


def test_each_learner_has_the_sum_of_their_exercises():
    book = gradebook(
        [submission("zoe"), submission("ada"), submission("zoe")],
        [result("one", 1, 3), result("one", 2, 3), result("two", 4, 5)],
    )
    assert [(one.learner, one.score, one.max_score) for one in book.learners] == [
        ("zoe", 5, 8),
        ("ada", 2, 3),
    ]
    assert [one.exercise for one in book.learners[0].exercises] == ["one", "two"]


def test_notes_are_kept():
    assert gradebook([], [], ("left out",)).notes == ("left out",)


def test_a_submission_without_a_result_raises():
    with pytest.raises(ValueError, match="shorter"):
        gradebook([submission("ada")], [])
