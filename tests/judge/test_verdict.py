"""Verdicts from stored evidence: no learner code, no TensorFlow."""

import warnings
from dataclasses import replace

import numpy as np
import pytest

from grader.course import RIGHT, Exercise, Task, Wording, ask, check, wrong
from grader.course.course import Course
from grader.judge.verdict import internal_error, judge
from grader.protocol.arrays import pack, unpack
from grader.protocol.calls import Cell
from grader.protocol.events import Return
from grader.protocol.models import Model
from grader.protocol.problems import Problem
from grader.records import Evidence, Measurement, Outcome, Place, Status, Submission, TaskSource


def double_questions(rng):
    return {"one": ask("double", 1.0), "two": ask("double", 2.0)}


@check(points=2, hints=("first", "second"))
def is_two(one):
    """twice 1"""
    return (
        RIGHT
        if one.value == pack(2.0, "number")
        else wrong("double.not_two", received=one.value.container)
    )


@check(points=1, after=is_two)
def is_four(two):
    """twice 2"""
    return (
        RIGHT
        if two.value == pack(4.0, "number")
        else wrong("value.wrong_type", function="double", received="5", expected="4")
    )


@check(points=1)
def breaks(two):
    """our own bug"""
    raise ZeroDivisionError("ours")


TASK = Task("double", double_questions, (is_two, is_four))
WORDING = (Wording("double.not_two", "It is a {received}, not 2."),)
EXERCISE = Exercise("x", "X", (TASK,), WORDING)
ANSWER = Place("x.py", 0, 3, "def double(x):")


def course_of(exercise) -> Course:
    return Course("mine", "Mine", "1", "", (exercise,), {}, {})


def result(one, two, exercise=EXERCISE, measurements=None, state="answered", only_return=None):
    answers = {
        name: Outcome(problem=value)
        if isinstance(value, Problem)
        else Outcome((value if isinstance(value, Return) else Return(pack(value, "number")),))
        for name, value in (("one", one), ("two", two))
    }
    source = TaskSource(state, ANSWER, only_return=only_return)
    submission = Submission("ada", "x", "x.py", 0, {"double": source})
    questions = {"double": double_questions(np.random.default_rng(0))}
    evidence = Evidence({"double": answers})
    course = course_of(exercise)
    (task,) = judge(course, submission, questions, evidence, measurements or {}).tasks
    return task


def test_right_answers_earn_all_points():
    task = result(2.0, 4.0)
    assert (task.status, task.score, task.max_score) == (Status.PASSED, 3, 3)


def test_a_wrong_answer_fails_only_its_own_check():
    task = result(2.0, 5.0)
    assert (task.status, task.score) == (Status.FAILED, 2)
    assert task.checks[1].message == "double returned 5. Expected 4."
    assert task.checks[1].reason.code == "value.wrong_type"


def test_a_course_code_has_the_prefix_and_the_wording_of_the_course():
    check = result(3.0, 4.0).checks[0]
    assert check.reason.code == "mine.double.not_two"
    assert check.message == "It is a number, not 2."


def test_a_failed_check_has_the_line_on_which_the_answer_begins():
    assert result(3.0, 4.0).checks[0].place == ANSWER


def test_a_failed_check_has_the_line_of_what_is_returned_if_nothing_else_is_done():
    returned = Place("x.py", 0, 4, "    return 2 + x")
    check = result(3.0, 4.0, only_return=returned).checks[0]
    assert (check.status, check.place) == (Status.FAILED, returned)


def test_parameters_in_another_order_are_shown_where_the_function_begins(tmp_path):
    stub = tmp_path / "x.py"
    stub.write_text("def double(x, y):\n    raise NotImplementedError\n")
    course = replace(course_of(EXERCISE), stubs={"x": stub})
    begins, returns = Place("x.py", 0, 1, "def double(y, x):"), Place("x.py", 0, 2, "return 2 * x")
    submission = Submission(
        *("ada", "x", "x.py", 0, {"double": TaskSource("answered", begins, only_return=returns)}),
        (Cell("x.py", 0, 1, "def double(y, x):\n    return 2 * x\n"),),
        ((1,),),
    )
    answers = {name: Outcome((Return(pack(3.0, "number")),)) for name in ("one", "two")}
    questions = {"double": double_questions(np.random.default_rng(0))}
    (task,) = judge(course, submission, questions, Evidence({"double": answers}), {}).tasks
    assert task.checks[0].reason.code == "function.other_order"
    assert task.checks[0].place == begins


def test_a_call_that_failed_without_a_line_of_its_own_has_that_of_the_answer():
    problem = Problem("exception", "TypeError", "takes 2 arguments")
    returned = Place("x.py", 0, 4, "    return 2 + x")
    assert result(problem, 4.0, only_return=returned).checks[0].place == ANSWER


def test_an_exception_has_its_own_line():
    problem = Problem("exception", "ValueError", "no", "x.py", 0, 5, "return y")
    assert result(problem, 4.0).checks[0].place == Place("x.py", 0, 5, "return y")


def test_printed_text_is_kept_in_order_and_bounded():
    returns = (Return(pack(2.0, "number"), printed="a"), Return(pack(2.0, "number"), printed="b"))
    last = Return(pack(4.0, "number"), printed="c" * 5_000)
    answers = {"one": Outcome(returns), "two": Outcome((last,))}
    submission = Submission("ada", "x", "x.py", 0, {"double": TaskSource("answered", ANSWER)})
    questions = {"double": double_questions(np.random.default_rng(0))}
    evidence = Evidence({"double": answers})
    (task,) = judge(course_of(EXERCISE), submission, questions, evidence, {}).tasks
    assert task.printed == "ab" + "c" * 1_998


def test_a_check_is_skipped_if_the_check_that_it_depends_on_failed():
    task = result(3.0, 4.0)
    assert [c.status for c in task.checks] == [Status.FAILED, Status.SKIPPED]
    assert "twice 1" in task.checks[1].message


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        (Problem("timeout", limit=1), Status.TIMEOUT),
        (Problem("exception", "ValueError"), Status.ERROR),
        (Problem("crash", exit_code=-9), Status.ERROR),
    ],
)
def test_a_problem_gives_the_status_of_its_kind(problem, status):
    task = result(problem, 4.0)
    assert task.status is status
    assert task.score == 0


def test_a_check_that_did_not_pass_has_hints():
    assert result(3.0, 4.0).checks[0].hints == ("first", "second")
    assert result(2.0, 4.0).checks[0].hints == ()


@check(points=1, simpler=is_two, hints=("about both",))
def is_double(one, two):
    """twice 1 and 2"""
    are_right = (one.value, two.value) == (pack(2.0, "number"), pack(4.0, "number"))
    return RIGHT if are_right else wrong("value.wrong_type", received="5", expected="4")


@pytest.mark.parametrize(
    ("one", "hints"), [(3.0, (("first", "second"), ())), (2.0, ((), ("about both",)))]
)
def test_a_check_has_no_hints_while_a_simpler_one_has_some(one, hints):
    exercise = Exercise("x", "X", (Task("double", double_questions, (is_two, is_double)),), WORDING)
    task = result(one, 5.0, exercise)
    assert tuple(one.hints for one in task.checks) == hints
    assert task.checks[1].status is Status.FAILED


def test_an_untouched_task_is_not_attempted_without_evidence():
    assert result(2.0, 4.0, state="untouched").status is Status.NOT_ATTEMPTED


def test_an_internal_error_of_a_check_costs_nothing():
    task = result(
        2.0, 4.0, Exercise("x", "X", (Task("double", double_questions, (is_two, breaks)),))
    )
    assert task.status is Status.INTERNAL_ERROR
    assert (task.score, task.max_score) == (2, 2)


@check(points=1)
def computes(one):
    """a number without a square"""
    square = np.square(unpack(one.value)).astype("int64")
    return wrong("value.wrong_type", function="double", received=str(square), expected="4")


@pytest.fixture
def without_warnings():
    """Raise every warning. Otherwise Python prints it to standard error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf, 1.7e308])
def test_a_check_that_computes_with_nan_inf_or_huge_numbers_warns_of_nothing(
    number, without_warnings
):
    exercise = Exercise("x", "X", (Task("double", double_questions, (computes,)),))
    assert result(number, 4.0, exercise).status is Status.FAILED


def test_losses_that_cannot_be_converted_without_a_warning_warn_of_nothing(without_warnings):
    signalling_nan = np.array([0x7FA00000], "uint32").view("float32")
    model = Model("Sequential", (), True, None)
    returned = Return(pack(signalling_nan, "list"), (model,))
    assert len(result(returned, 4.0).curve) == 1


def test_numbers_of_epochs_are_no_curve_of_losses():
    model = Model("Sequential", (), True, None)
    for listed, shown in (([0, 1, 2], 0), ([2.0, 1.0, 0.5], 3)):
        returned = Return(pack(np.array(listed, "float64"), "list"), (model,))
        assert len(result(returned, 4.0).curve) == shown


@check(points=1)
def wants_measuring(two):
    """trained"""
    return RIGHT if two.measurement else wrong("training.not_verified")


def test_an_internal_error_of_the_trainer_fails_only_the_checks_that_needed_it():
    exercise = Exercise("x", "X", (Task("double", double_questions, (is_two, wants_measuring)),))
    error = {"double": {"two": Measurement(internal_error="it died")}}
    task = result(2.0, 4.0, exercise, error)
    assert [one.status for one in task.checks] == [Status.PASSED, Status.INTERNAL_ERROR]
    assert (task.score, task.max_score) == (2, 2)


def test_a_submission_that_could_not_be_graded_costs_nothing():
    submission = Submission("ada", "x", "x.py", 0, {"double": TaskSource("answered")})
    graded = internal_error(course_of(EXERCISE), submission, "it died")
    assert graded.max_score == 0
    assert graded.tasks[0].checks[0].status is Status.INTERNAL_ERROR


def first_is_two(one):
    """the first is two"""
    return RIGHT if unpack(one.value) == 2 else wrong("value.wrong_type")


def both_are_two(one):
    """both are two"""
    are_two = all(unpack(each.value) == 2 for each in one.returns)
    return RIGHT if are_two else wrong("value.nothing")


TWICE = Exercise(
    "x",
    "X",
    (
        Task(
            "double",
            lambda _rng: {"one": ask("double", 1.0, times=2)},
            (
                check(points=1)(first_is_two),
                check(points=1)(both_are_two),
            ),
        ),
    ),
)


@pytest.mark.parametrize(
    ("problem", "status", "says"),
    [
        (
            Problem("timeout", limit=20),
            Status.TIMEOUT,
            "The second call of double used more than 20 seconds of processor time.",
        ),
        (
            Problem("memory", limit=2048),
            Status.ERROR,
            "Your code used more than 2 GB of memory in the second call of double.",
        ),
    ],
)
def test_a_later_call_without_an_answer_fails_only_the_checks_that_need_it(problem, status, says):
    submission = Submission("ada", "x", "x.py", 0, {"double": TaskSource("answered", ANSWER)})
    questions = {"double": TWICE.questions("double", 0)}
    outcome = Outcome((Return(pack(2.0, "number")),), problem)
    evidence = Evidence({"double": {"one": outcome}})
    (task,) = judge(course_of(TWICE), submission, questions, evidence, {}).tasks
    assert [one.status for one in task.checks] == [Status.PASSED, status]
    assert task.checks[1].message == says
    assert task.score == 1
