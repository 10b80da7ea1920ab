"""Sums after the points of a part have changed."""

from grader.grades.totals import with_exercises, with_tasks
from grader.records import Adjustment
from tests.report.books import ADA, BOB, INTERNAL, first

TOLD = Adjustment("override", "half", 0, 2, "")
LATE = Adjustment("late", "", 2, 1, "1 day late")


def test_an_exercise_has_the_sums_of_its_new_tasks_and_all_else_stays():
    right, wrong = ADA.exercises[0], BOB.exercises[0]
    mixed = with_tasks(wrong, (right.tasks[0], wrong.tasks[1]))
    assert (mixed.score, mixed.max_score) == (3, 6)
    assert (mixed.status, mixed.notes, mixed.file) == (wrong.status, wrong.notes, wrong.file)


def test_points_that_an_internal_error_took_out_count_in_no_maximum():
    assert with_tasks(first(), first(INTERNAL).tasks).max_score == 4


def test_further_adjustments_follow_the_earlier_ones():
    once = with_tasks(first(), first().tasks, (TOLD,))
    assert with_tasks(once, once.tasks, iter((LATE,))).adjustments == (TOLD, LATE)
    assert with_tasks(once, once.tasks).adjustments == (TOLD,)


def test_a_generator_is_summed_and_kept():
    exercise = with_tasks(first(), (task for task in first().tasks))
    learner = with_exercises(ADA, (one for one in ADA.exercises))
    assert exercise == first()
    assert learner == ADA


def test_without_parts_there_are_no_points():
    nothing = with_exercises(ADA, ())
    assert (nothing.score, nothing.max_score, nothing.exercises) == (0, 0, ())
    assert nothing.account == ADA.account
