"""The names of parameters in a stub's signature, and the calls that are shown with them."""

import numpy as np
import pytest

from grader.course import RIGHT, Exercise, Task, ask, check, wrong
from grader.course.course import Course
from grader.course.load import load_course
from grader.judge import phrases
from grader.judge.learner_file import LearnerFile
from grader.judge.parameters import parameters_in
from grader.judge.verdict import judge
from grader.protocol.arrays import pack
from grader.protocol.events import Return
from grader.protocol.problems import Problem
from grader.records import Evidence, Outcome, Submission, TaskSource


@pytest.mark.parametrize(
    ("signature", "parameters"),
    [
        ("f()", ()),
        ("train(model, x, y)", ("model", "x", "y")),
        ("f(x: dict[str, int], y=(1, 2), /, z: int = 3) -> int", ("x", "y", "z")),
        ("f(x, *rest, key)", ("x",)),
        ("", ()),
        ("f(x", ()),
        ("f(x, # a comment, y)", ()),
    ],
)
def test_parameters_are_read_from_a_signature(signature, parameters):
    assert parameters_in(signature) == parameters


def test_the_shipped_calls_are_shown_as_learners_know_them():
    course = load_course()
    shown = set()
    for exercise in course.exercises:
        for task in exercise.tasks:
            submission = Submission("ada", exercise.name, "x.py", 0, {})
            file = LearnerFile(submission, (), course.stubs[exercise.name])
            parameters = parameters_in(file.stub_signature(task.name))
            questions = exercise.questions(task.name, 1).values()
            shown |= {phrases.call(question.call, parameters) for question in questions}
    assert {"train(model, x, y)", "sample_batch(x, y, 8, rng)", "compile_model(model)"} <= shown
    assert "neuron([5, 2], [2, 1], 3.5)" in shown
    assert not [call for call in shown if "…" in call or len(call) > 80]


def total_questions(rng):
    return {"many": ask("total", np.ones((5, 5)), 2.0)}


@check(points=1)
def is_total(many):
    """the sum"""
    if many.value == pack(27.0, "number"):
        return RIGHT
    call = phrases.call(many.call, many.parameters)
    return wrong("value.wrong", call=call, received="1", expected="27", expected_shape=None)


@pytest.mark.parametrize(
    "outcome",
    [Outcome((Return(pack(1.0, "number")),)), Outcome(problem=Problem("exception", "ValueError"))],
)
@pytest.mark.parametrize(
    ("stub", "call"),
    [
        ("def total(table, b):\n", "total(table, 2)"),
        ("", "total([[1, 1, 1, 1, 1], [1, 1, 1, 1, 1], …], 2)"),
    ],
)
def test_verdicts_show_the_parameters_of_the_stub(tmp_path, outcome, stub, call):
    (tmp_path / "x.py").write_text(stub)
    exercise = Exercise("x", "X", (Task("total", total_questions, (is_total,)),))
    course = Course("mine", "Mine", "1", "", (exercise,), {"x": tmp_path / "x.py"}, {})
    submission = Submission("ada", "x", "x.py", 0, {"total": TaskSource("answered")})
    questions = {"total": total_questions(np.random.default_rng(0))}
    evidence = Evidence({"total": {"many": outcome}})
    (task,) = judge(course, submission, questions, evidence, {}).tasks
    assert task.checks[0].message.startswith(f"{call} ")
