import pytest

from grader.grades.summary import summary
from tests.grades.books import book_of
from tests.report.books import ADA, BOB, CLASS, EVE, FAILED, IDA, PASSED, SKIPPED, first, learner


def test_the_distribution_counts_learners_by_tenths_of_the_points():
    everything, one, two = summary(book_of(*CLASS)).distributions
    # ada 10 of 10, bob 0 of 10, eve 3 of 6, ida 6 of 9
    assert everything.counts == (1, 0, 0, 0, 0, 1, 1, 0, 0, 1)
    assert (everything.learners, everything.perfect) == (4, 1)
    assert everything.median == pytest.approx((3 / 6 + 6 / 9) / 2)
    assert (one.exercise, two.exercise, two.learners) == ("01_first", "02_second", 3)


def test_the_hardest_checks_are_those_that_most_of_who_attempted_them_did_not_pass():
    failed = learner("x", first(PASSED, FAILED, PASSED)), learner("y", first(FAILED, SKIPPED))
    failed = failed[0], learner("y", first(FAILED, SKIPPED, PASSED))
    hardest = summary(book_of(EVE, *failed)).hardest
    assert [(one.check, one.attempted, one.wrong, one.skipped) for one in hardest] == [
        ("one", 2, 1, 0),
        ("two", 2, 1, 1),
    ]


def test_a_check_that_everybody_passes_or_nobody_attempts_is_not_hard():
    assert summary(book_of(ADA)).hardest == ()


def test_mistakes_are_counted_by_code_and_learner():
    (mistake,) = summary(book_of(BOB, learner("z", first(FAILED, PASSED, PASSED)))).commonest
    assert (mistake.code, mistake.learners) == ("value.wrong", 2)


def test_who_tried_and_got_least_comes_first_and_who_has_half_of_the_points_needs_no_help():
    worst, idle = learner("zed", first(FAILED, FAILED, FAILED)), learner("eli", *EVE.exercises)
    stuck = summary(book_of(*CLASS, worst)).stuck
    assert [(one.learner, one.first) for one in stuck] == [("bob", "double"), ("zed", "double")]
    assert stuck[0].tried == 3
    assert idle.score * 2 == idle.max_score


def test_internal_errors_are_counted():
    assert summary(book_of(IDA, ADA)).internal_errors == 1
