"""Whose grade moved between two gradebooks."""

import msgspec

from grader.grades.moves import Move, moves
from tests.grades.books import book_of
from tests.report.books import ADA, BOB, FAILED, INTERNAL, PASSED, first, learner, second

WORSE = learner("ada", first(PASSED, PASSED, FAILED), second())


def test_a_maximum_that_moved_alone_is_a_move_too():
    right = learner("ada", first(PASSED, FAILED))
    unknown = learner("ada", first(PASSED, INTERNAL))
    assert list(moves(book_of(right), book_of(unknown))) == [Move("ada", "01_first", 5, 6, 5, 5)]


def test_texts_that_changed_are_no_move():
    exercises = [msgspec.structs.replace(one, title="New", notes=()) for one in ADA.exercises]
    assert list(moves(book_of(ADA), book_of(learner("ada", *exercises)))) == []


def test_whoever_is_in_one_gradebook_alone_did_not_move():
    assert list(moves(book_of(ADA), book_of(BOB))) == []
    assert list(moves(book_of(learner("ada", first())), book_of(ADA))) == []


def test_points_of_another_learner_or_exercise_are_not_compared():
    before = book_of(ADA, BOB)
    after = book_of(BOB, WORSE)
    assert list(moves(before, after)) == [Move("ada", "01_first", 6, 6, 3, 6)]


def test_moves_come_in_the_order_of_the_later_gradebook():
    nothing = first(FAILED, FAILED, FAILED)
    before = book_of(learner("ada", first(), second()), learner("bob", first()))
    after = book_of(learner("bob", nothing), learner("ada", second(FAILED), nothing))
    found = [(one.learner, one.exercise) for one in moves(before, after)]
    assert found == [("bob", "01_first"), ("ada", "02_second"), ("ada", "01_first")]
