from datetime import timedelta

from grader.grades.late import ALL, Deadlines, Extension, with_lateness
from grader.grades.policy import LatePolicy
from grader.records import Adjustment
from tests.grades.books import DUE, book_of, handed_in
from tests.report.books import ADA, BOB, EVE, FAILED, PASSED, first, learner

POLICY = LatePolicy(10, "day")


def scores(book, deadlines):
    return [one.score for one in with_lateness(book, deadlines).learners[0].exercises]


def test_a_late_exercise_loses_its_part_of_the_maximum_and_the_adjustment_tells_it():
    book = book_of(handed_in(ADA, first=30, second=-1))
    (ada,) = with_lateness(book, Deadlines({ALL: DUE}, POLICY)).learners
    one, two = ada.exercises
    # 20 % of 6 points are 1.2; 4.8 points are rounded.
    assert (one.score, two.score, ada.score, ada.max_score) == (5, 4, 9, 10)
    assert one.adjustments == (Adjustment("late", "", 6, 5, "2 days late"),)
    assert two.adjustments == ()


def test_half_a_point_is_rounded_up():
    worth_six = learner("ada", first(PASSED, PASSED, PASSED))
    half = Deadlines({ALL: DUE}, LatePolicy(25, "day"))  # 1.5 of 6 points off
    assert scores(book_of(handed_in(worth_six, first=1)), half) == [5]


def test_no_exercise_has_less_than_0_points():
    worth_three = learner("ada", first(PASSED, PASSED, FAILED))
    deadlines = Deadlines({ALL: DUE}, POLICY)
    assert scores(book_of(handed_in(worth_three, first=24 * 8)), deadlines) == [0]


def test_a_due_date_of_an_exercise_counts_before_that_of_all():
    book = book_of(handed_in(ADA, first=2, second=2))
    later = DUE + timedelta(hours=3)
    assert scores(book, Deadlines({ALL: DUE, "01_first": later}, POLICY)) == [6, 4]
    assert scores(book, Deadlines({"01_first": DUE}, POLICY)) == [5, 4]


def test_an_extension_moves_the_due_dates_of_its_learner_alone():
    book = book_of(*(handed_in(one, first=30, second=30) for one in (ADA, BOB)))
    for extension in (Extension(2), Extension(until=DUE + timedelta(hours=30))):
        ada, bob = with_lateness(book, Deadlines({ALL: DUE}, POLICY, {"ada": extension})).learners
        assert ada.score == 10
        assert all(one.adjustments for one in bob.exercises)
    earlier = Extension(until=DUE - timedelta(days=9))
    assert scores(book, Deadlines({ALL: DUE}, POLICY, {"ada": earlier})) == [5, 3]


def test_a_time_that_is_not_known_is_never_late_and_a_note_says_so():
    book = with_lateness(book_of(ADA, handed_in(EVE, first=0)), Deadlines({ALL: DUE}, POLICY))
    assert book.learners[0] == ADA
    assert book.notes == ("time of submission not known, so counted as in time (1): ada",)


def test_without_a_policy_lateness_is_told_and_costs_nothing():
    (ada,) = with_lateness(
        book_of(handed_in(ADA, first=1, second=0)), Deadlines({ALL: DUE})
    ).learners
    assert ada.score == 10
    assert ada.exercises[0].adjustments == (Adjustment("late", "", 6, 6, "1 day late"),)


def test_without_a_due_date_nothing_changes():
    book = book_of(handed_in(ADA, first=1))
    assert with_lateness(book, Deadlines({}, POLICY)) is book
