"""The checks of the course for one learner, whatever is known of them."""

from itertools import groupby

import msgspec
import pytest

from grader.records import CheckOutline, ExerciseOutline, TaskOutline
from grader.report.cases import INTERNAL_ERROR, NOT_HANDED_IN, cases, outline_of
from tests.report.books import (
    ADA,
    BOB,
    CLASS,
    COURSE,
    EVE,
    FAILED,
    IDA,
    INTERNAL,
    NAMES,
    PASSED,
    UNTOUCHED,
    book_of,
    first,
    learner,
)

HALF = 1
"""The index of the task "half" in the first exercise."""


def with_task(one, at, **changes):
    """Return the learner, whose task of this index in the first exercise has these changes."""
    exercise = one.exercises[0]
    tasks = list(exercise.tasks)
    tasks[at] = msgspec.structs.replace(tasks[at], **changes)
    exercises = (msgspec.structs.replace(exercise, tasks=tuple(tasks)), *one.exercises[1:])
    return msgspec.structs.replace(one, exercises=exercises)


@pytest.mark.parametrize("one", [*CLASS, learner("kim")], ids=lambda one: one.learner)
def test_everyone_has_every_check_in_the_order_of_the_course(one):
    turned = msgspec.structs.replace(one, exercises=one.exercises[::-1])
    for each in (one, turned):
        assert [case.name for case in cases(each, COURSE, 1)] == NAMES


def test_a_check_that_passed_says_nothing():
    (one, *_) = cases(ADA, COURSE, 1)
    assert (one.status, one.points, one.max_points, one.title) == (PASSED, 2, 2, "2*x")
    assert (one.message, one.code, one.hints, one.place) == ("", "", (), None)


def test_a_message_of_a_check_that_passed_is_not_shown():
    check = msgspec.structs.replace(ADA.exercises[0].tasks[HALF].checks[0], message="as it was")
    assert cases(with_task(ADA, HALF, checks=(check,)), COURSE, 1)[2].message == ""


@pytest.mark.parametrize(("hints", "shown"), [(0, 0), (1, 1), (2, 2), (3, 2)])
def test_a_check_that_failed_has_its_message_its_code_its_line_and_some_hints(hints, shown):
    (one, *_) = cases(BOB, COURSE, hints)
    assert (one.message, one.code, one.place.line) == ("It is wrong. (one)", "value.wrong", 7)
    assert one.hints == ("Look at It is wrong.", "and again")[:shown]
    assert one.file == BOB.exercises[0].file


def test_an_internal_error_costs_nothing_and_its_own_message_is_not_for_learners():
    (_, two, *_) = cases(IDA, COURSE, 1)
    assert (two.status, two.points, two.max_points) == (INTERNAL, 0, 0)
    assert two.message == INTERNAL_ERROR


def test_an_exercise_that_was_not_handed_in_counts():
    missing = cases(EVE, COURSE, 1)[3:]
    assert [(one.points, one.max_points) for one in missing] == [(0, 4), (0, 0)]
    assert {(one.status, one.message, one.file) for one in missing} == {
        (UNTOUCHED, NOT_HANDED_IN, "")
    }


def test_a_task_that_is_not_in_the_results_of_a_file_is_not_said_to_be_missing():
    exercise = ADA.exercises[0]
    only = msgspec.structs.replace(exercise, tasks=exercise.tasks[:1])
    three = cases(learner("ada", only), COURSE, 1)[2]
    assert (three.status, three.points, three.max_points) == (UNTOUCHED, 0, 3)
    assert (three.message, three.file) == ("", exercise.file)


def test_what_the_course_does_not_have_is_not_listed():
    outline = (ExerciseOutline("01_first", "First", (TaskOutline("half", ()),)),)
    assert cases(ADA, outline, 1) == []


@pytest.mark.parametrize(
    ("score", "max_score", "points"),
    [
        (3, 3, [(2, 2), (1, 1)]),
        (2, 3, [(2, 2), (0, 1)]),
        (1, 3, [(1, 2), (0, 1)]),
        (1, 1, [(1, 1), (0, 0)]),
        (0, 0, [(0, 0), (0, 0)]),
    ],
)
def test_the_points_of_a_task_stand_if_its_details_were_left_out(score, max_score, points):
    one = with_task(ADA, 0, checks=(), score=score, max_score=max_score)
    found = cases(one, COURSE, 1)[:2]
    assert [(case.points, case.max_points) for case in found] == points
    assert {(case.status, case.message) for case in found} == {(INTERNAL, INTERNAL_ERROR)}


def test_a_check_whose_details_are_there_keeps_its_own_points():
    one = with_task(ADA, 0, checks=ADA.exercises[0].tasks[0].checks[1:], score=1)
    found = cases(one, COURSE, 1)[:2]
    assert [(case.status, case.points) for case in found] == [(INTERNAL, 0), (PASSED, 1)]


@pytest.mark.parametrize("one", CLASS, ids=lambda one: one.learner)
def test_the_points_of_the_checks_are_those_of_the_exercise(one):
    scores = {each.exercise: (each.score, each.max_score) for each in one.exercises}
    for name, group in groupby(cases(one, COURSE, 1), lambda case: case.exercise):
        held = list(group)
        if name in scores:
            sums = sum(case.points for case in held), sum(case.max_points for case in held)
            assert sums == scores[name]


def test_the_outline_is_that_of_the_gradebook_if_it_has_one():
    other = (ExerciseOutline("09", "Other", ()),)
    assert outline_of(msgspec.structs.replace(book_of(ADA), outline=other)) == other
    assert outline_of(msgspec.structs.replace(book_of(), outline=())) == ()


def test_without_an_outline_it_is_what_the_learners_have_together():
    book = msgspec.structs.replace(book_of(EVE, ADA), outline=())
    assert outline_of(book) == COURSE
    one = first(FAILED)
    half = msgspec.structs.replace(one, tasks=one.tasks[HALF:])
    double = msgspec.structs.replace(one, tasks=one.tasks[:HALF], title="another")
    book = msgspec.structs.replace(book, learners=(learner("a", half), learner("b", double)))
    (exercise,) = outline_of(book)
    assert exercise.title == "First steps"
    assert [task.task for task in exercise.tasks] == ["half", "double"]
    assert exercise.tasks[0].checks == (CheckOutline("three", "x/2", 3),)
