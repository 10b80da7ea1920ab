"""Sentences on tasks that were not run and on internal errors, as they appear in a verdict."""

import pytest

from grader.course import RIGHT, Exercise, Task, ask, check
from grader.course.course import Course
from grader.judge.verdict import internal_error, judge
from grader.protocol.problems import Problem
from grader.records import Evidence, Place, Submission, TaskSource


@check(points=1)
def looks(one):
    """twice 1"""
    return RIGHT


TASK = Task("double", lambda rng: {"one": ask("double", 1.0)}, (looks,))
COURSE = Course("mine", "Mine", "1", "", (Exercise("x", "X", (TASK,)),), {}, {})


def submission(source: TaskSource) -> Submission:
    return Submission("ada", "x", "x.py", 0, {"double": source})


@pytest.mark.parametrize(
    ("source", "code", "told"),
    [
        (
            TaskSource("untouched", Place("x.py", 0, 1)),
            "task.untouched",
            "Not attempted yet: double is not filled in.",
        ),
        (
            TaskSource("missing"),
            "task.missing",
            "Not attempted: there is no function named double in the file.",
        ),
        (
            TaskSource("missing", similar="Double"),
            "task.misnamed",
            (
                "Not attempted: there is no function named double in the file. There is one named "
                "Double; the name must match."
            ),
        ),
        (
            TaskSource("unreadable", problem=Problem("unreadable", message="the file is a pipe")),
            "source.unreadable",
            "the file is a pipe.",
        ),
        (
            TaskSource(
                "unreadable", problem=Problem("syntax", "SyntaxError", "bad", "x.py", 0, 2, "f(")
            ),
            "source.syntax",
            "SyntaxError in x.py, line 2: bad [f(]",
        ),
    ],
)
def test_a_task_that_was_not_run_has_a_reason(source, code, told):
    (task,) = judge(COURSE, submission(source), {}, Evidence({}), {}).tasks
    assert task.checks[0].reason.code == code
    assert task.checks[0].message == told


def test_an_internal_error_is_reported_as_the_graders_failure():
    result = internal_error(COURSE, submission(TaskSource("answered")), "it {died}")
    (found,) = result.tasks[0].checks
    assert found.reason.code == "internal.error"
    assert found.message == "Internal error of the grader: it {died}"
