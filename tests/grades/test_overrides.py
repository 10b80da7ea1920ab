"""Points that the teacher gives for a task."""

import pytest

from grader.grades.overrides import Override, with_overrides
from grader.grades.points import full_points
from grader.records import Adjustment
from tests.grades.books import book_of
from tests.report.books import ADA, BOB, HOSTILE, learner, second

HALF = ("01_first", "half")
DOUBLE = ("01_first", "double")


def overridden(book, *overrides):
    return with_overrides(book, overrides, full_points(book))


def test_without_overrides_the_gradebook_is_the_same():
    book = book_of(ADA, BOB)
    assert overridden(book) is book


def test_other_learners_and_other_tasks_keep_their_points():
    ada, bob = overridden(book_of(ADA, BOB), Override("bob", *HALF, 2, "")).learners
    assert ada == ADA
    assert bob.exercises[1] == BOB.exercises[1]
    assert bob.exercises[0].tasks[0] == BOB.exercises[0].tasks[0]


def test_an_override_can_take_all_points_away():
    (ada,) = overridden(book_of(ADA), Override("ada", *HALF, 0, "Copied.")).learners
    assert (ada.score, ada.max_score) == (7, 10)
    assert ada.exercises[0].adjustments == (Adjustment("override", "half", 3, 0, "Copied."),)


def test_two_tasks_of_one_exercise_are_told_in_the_order_of_its_tasks():
    both = (Override("bob", *HALF, 1, "b"), Override("bob", *DOUBLE, 2, "a"))
    (bob,) = overridden(book_of(BOB), *both).learners
    assert [(one.task, one.after) for one in bob.exercises[0].adjustments] == [
        ("double", 2),
        ("half", 1),
    ]
    assert bob.exercises[0].score == bob.score == 3


@pytest.mark.parametrize(("points", "score"), [(1, 1), (1.5, 2), (2.25, 2)])
def test_half_a_point_is_rounded_up(points, score):
    (bob,) = overridden(book_of(BOB), Override("bob", *HALF, points, "")).learners
    assert bob.score == score


def test_a_task_without_points_in_the_course_stays_without_points():
    book = book_of(BOB)
    given = Override("bob", *HALF, 3, "")
    assert with_overrides(book, (given,), {}).learners[0].exercises[0].tasks[1].score == 0


def test_the_same_task_name_in_another_exercise_is_not_meant():
    book = overridden(book_of(BOB), Override("bob", "02_second", "half", 3, ""))
    assert book.learners == (BOB,)
    assert book.notes == (
        "points set by the teacher for learners or tasks that are not here (1): bob (half)",
    )


@pytest.mark.parametrize("text", [HOSTILE["lines"], HOSTILE["control characters"]])
def test_names_of_strangers_stay_on_the_line_of_their_note(text):
    given = Override(text, *HALF, 1, "")
    (note,) = overridden(book_of(learner(text, second())), given).notes
    assert note.isprintable()
