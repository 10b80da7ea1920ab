"""Records of results: points, statuses, messages, hints and notes."""

import msgspec
import pytest

from grader.course import RIGHT, Exercise, Task, Wording, ask, check
from grader.course.course import Course
from grader.judge.results import check_result, exercise_result, same_for_all, task_result
from grader.judge.wording import SENTENCES
from grader.judge.wording.hints import FIRST, INSTEAD
from grader.records import Place, Reason, Status, Submission


@check(points=2, hints=("look", "do"))
def first(one):
    """twice 1"""
    return RIGHT


@check(points=1, after=first)
def second(one):
    """twice 2"""
    return RIGHT


TASK = Task("double", lambda rng: {"one": ask("double", 1.0)}, (first, second))
EXERCISE = Exercise("x", "X", (TASK,), (Wording("double.bad", "{text}"),))
COURSE = Course("mine", "Mine", "1", "", (EXERCISE,), {}, {})
SUBMISSION = Submission("ada", "x", "x.py", 0, {})
PLACE = Place("x.py", 0, 3)


def checked(status: Status, text: str = "no", check=first):
    return check_result(COURSE, check, status, Reason("mine.double.bad", {"text": text}), PLACE)


def task_of(*statuses: Status):
    return task_result(TASK.name, tuple(map(checked, statuses)))


def exercise_of(*statuses: Status, notes: tuple[str, ...] = ()):
    return exercise_result(EXERCISE, SUBMISSION, [task_of(one) for one in statuses], notes)


@pytest.mark.parametrize(
    ("status", "points", "max_points"),
    [
        (Status.PASSED, 2, 2),
        (Status.FAILED, 0, 2),
        (Status.NOT_ATTEMPTED, 0, 2),
        (Status.TIMEOUT, 0, 2),
        (Status.INTERNAL_ERROR, 0, 0),
    ],
)
def test_only_passed_checks_earn_points_and_internal_errors_cost_none(status, points, max_points):
    made = checked(status)
    assert (made.points, made.max_points) == (points, max_points)


@pytest.mark.parametrize(
    ("status", "hints"),
    [
        (Status.FAILED, ("look", "do")),
        (Status.SKIPPED, ("look", "do")),
        (Status.NOT_ATTEMPTED, ("look", "do")),
        (Status.PASSED, ()),
        (Status.ERROR, ("look", "do")),
        (Status.TIMEOUT, ("look", "do")),
        (Status.INTERNAL_ERROR, ()),
    ],
)
def test_all_that_did_not_pass_by_the_learners_code_has_hints(status, hints):
    assert checked(status).hints == hints


@pytest.mark.parametrize("code", ["value.nothing", "value.printed", "value.return_alone"])
def test_the_hints_on_a_value_that_is_not_returned_are_about_return(code):
    hints = check_result(COURSE, first, Status.FAILED, Reason(code), None).hints
    assert len(hints) == 3
    assert "return" in hints[-1]
    assert not set(hints) & set(first.hints)


def test_the_first_hint_on_an_exception_is_about_its_line_and_the_checks_own_follow():
    made = check_result(COURSE, first, Status.ERROR, Reason("exception.shapes_do_not_fit"), None)
    assert ".shape" in made.hints[0]
    assert made.hints[1:] == first.hints


def test_a_check_without_hints_gets_none():
    for code in ("value.nothing", "exception.other"):
        assert check_result(COURSE, second, Status.FAILED, Reason(code), None).hints == ()


def test_each_hint_that_fits_belongs_to_a_code_that_has_a_sentence():
    assert {*INSTEAD, *FIRST} <= set(SENTENCES)


def test_a_message_is_one_line_of_bounded_length():
    made = checked(Status.FAILED, "a\nPASSED\x1b[2J" + "b" * 5_000)
    assert made.message.startswith("a PASSED\\x1b[2Jb")
    assert len(made.message) == 1_500
    assert made.place == PLACE


def test_a_check_stays_failed_if_its_sentence_cannot_be_made():
    """An attack that breaks the wording must not turn a lost point into an internal error."""
    reason = Reason("limit.memory", {"limit": "no number"})
    made = check_result(COURSE, first, Status.ERROR, reason, None)
    assert (made.status, made.points, made.max_points) == (Status.ERROR, 0, first.points)
    assert made.message == "This check did not pass (limit.memory)."


def test_a_check_that_passed_has_no_message():
    made = check_result(COURSE, first, Status.PASSED, None, None)
    assert (made.message, made.reason, made.place) == ("", None, None)


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        ([Status.PASSED, Status.PASSED], Status.PASSED),
        ([Status.PASSED, Status.FAILED], Status.FAILED),
        ([Status.FAILED, Status.SKIPPED], Status.FAILED),
        ([Status.TIMEOUT, Status.FAILED], Status.TIMEOUT),
        ([Status.FAILED, Status.INTERNAL_ERROR], Status.INTERNAL_ERROR),
    ],
)
def test_a_task_has_the_status_of_its_first_check_that_did_not_pass(statuses, status):
    assert task_of(*statuses).status is status


def test_a_task_sums_the_points_of_its_checks():
    mixed = task_result(TASK.name, (checked(Status.PASSED), checked(Status.FAILED, check=second)))
    assert (mixed.score, mixed.max_score) == (2, 3)


def test_a_reason_for_a_whole_task_applies_to_each_of_its_checks():
    made = same_for_all(COURSE, TASK, Status.ERROR, Reason("mine.double.bad", {"text": "no"}))
    assert [(one.name, one.status, one.message) for one in made.checks] == [
        ("first", Status.ERROR, "no"),
        ("second", Status.ERROR, "no"),
    ]
    assert (made.score, made.max_score) == (0, 3)


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        ([Status.PASSED, Status.PASSED], Status.PASSED),
        ([Status.NOT_ATTEMPTED, Status.NOT_ATTEMPTED], Status.NOT_ATTEMPTED),
        ([Status.PASSED, Status.NOT_ATTEMPTED], Status.FAILED),
        ([Status.ERROR, Status.ERROR], Status.FAILED),
    ],
)
def test_an_exercise_is_passed_or_not_attempted_only_as_a_whole(statuses, status):
    assert exercise_of(*statuses).status is status


def test_an_exercise_sums_its_tasks():
    made = exercise_of(Status.PASSED, Status.FAILED)
    assert (made.score, made.max_score, made.file) == (2, 4, "x.py")


def test_equal_notes_appear_once_and_many_are_counted():
    assert exercise_of(Status.PASSED, notes=("a", "b", "a")).notes == ("a", "b")
    notes = exercise_of(Status.PASSED, notes=tuple(map(str, range(25)))).notes
    assert notes[19:] == ("19", "and 5 more")


def test_a_result_can_be_sent_as_data():
    made = exercise_of(Status.FAILED)
    assert msgspec.json.decode(msgspec.json.encode(made), type=type(made)) == made
