"""Findings on batches: the right rows, matching x and y, random draws."""

import numpy as np
import pytest

from grader.checks import batches
from grader.course import Answer, Generator, ask
from grader.protocol.arrays import pack
from grader.protocol.events import Return
from grader.protocol.values import Items, Nothing, Text
from grader.records import Outcome
from tests.checks.sentences import said

ROWS, SIZE = 6, 2
X = np.arange(2 * ROWS).reshape(ROWS, 2) + 0.5
Y = 100.0 + np.arange(ROWS)


def batch(x, y) -> Items:
    return Items("tuple", (pack(np.asarray(x, "float32")), pack(np.asarray(y, "float32"))))


def of_rows(*rows: int) -> Items:
    return batch(X[list(rows)], Y[list(rows)])


def answer(*values, size: int = SIZE) -> Answer:
    question = ask("draw_batch", X, Y, size, Generator(1), times=len(values))
    return Answer(question, Outcome(tuple(map(Return, values))))


GOOD = answer(of_rows(0, 3), of_rows(5, 1), of_rows(2, 2), of_rows(4, 0))


def test_batches_drawn_as_asked_are_right():
    assert batches.has_rows(GOOD).is_right
    assert batches.rows_match(GOOD).is_right
    assert batches.rows_differ(GOOD).is_right


@pytest.mark.parametrize(
    ("value", "code", "says"),
    [
        (Nothing(), "value.nothing", "Expected two arrays, x_batch and y_batch"),
        (
            Items("tuple", (pack(X), Text("y"))),
            "pair.not_numbers",
            "the text 'y'. Expected two arrays",
        ),
        (batch(Y[:2], X[:2]), "batch.swapped", "draw_batch returned y first, then x."),
        (batch(X, Y), "batch.all_rows", "draw_batch returned all 6 rows. Expected 2 (batch_size)"),
        (batch([4, 1], [4, 1]), "batch.row_numbers", "the numbers of rows, [4, 1]."),
        (batch(X[:3], Y[:3]), "batch.wrong_shape", "x_batch has shape (3, 2). Expected (2, 2)"),
        (batch(X[:2], Y[:2, None]), "batch.wrong_shape", "y_batch has shape (2, 1). Expected (2,)"),
    ],
)
def test_a_value_that_is_not_a_batch_is_described(value, code, says):
    finding = batches.has_rows(answer(value))
    assert finding.code == code
    assert says in said(finding)


def test_every_call_is_checked():
    assert batches.has_rows(answer(of_rows(0, 1), Nothing())).code == "value.nothing"


def test_a_batch_of_all_rows_is_right_if_the_batch_size_is_all_rows():
    assert batches.has_rows(answer(batch(X, Y), size=ROWS)).is_right


def test_a_row_that_is_not_in_the_data_is_reported():
    finding = batches.rows_match(answer(of_rows(0, 1), batch(X[:2] * 2, Y[:2])))
    assert finding.code == "batch.unknown_row"
    assert "the row [1, 3], which is not in x" in said(finding)


def test_a_row_with_the_y_of_another_row_is_reported_with_both():
    finding = batches.rows_match(answer(batch(X[:2], Y[[0, 3]])))
    assert finding.code == "batch.rows_do_not_match"
    assert "the row [2.5, 3.5] with y = 103. Expected y = 101" in said(finding)


@pytest.mark.parametrize(
    ("drawn", "code", "says"),
    [
        ([(0, 3), (0, 3), (0, 3)], "batch.always_the_same", "the same rows (0, 3, …)"),
        ([(0, 0), (3, 3), (5, 5)], "batch.one_row_repeated", "contains one row 2 times."),
        ([(0, 1), (5, 0), (2, 3)], "batch.neighbours", "are neighbours (0, 1, …)"),
        ([(1, 0), (0, 5), (3, 2)], "batch.neighbours", "are neighbours (1, 0, …)"),
        (
            [(0, 3, 2), (4, 1, 0), (2, 5, 4)],
            "batch.first_row_decides",
            "decides which rows follow (0, 3, 2, …)",
        ),
        ([(0, 2, 4), (5, 4, 3), (1, 4, 1)], "batch.equal_steps", "equally far apart (0, 2, 4, …)"),
        (
            [(0, 3), (4, 1), (2, 2)],
            "batch.last_row_left_out",
            "In 3 batches of 2, drawn from 6 rows, the last row was never drawn.",
        ),
        ([(5, 3), (4, 1), (2, 2)], "batch.row_left_out", "row 0 was never drawn."),
    ],
)
def test_draws_that_are_not_random_have_different_codes(drawn, code, says):
    finding = batches.rows_differ(answer(*(of_rows(*rows) for rows in drawn)))
    assert finding.code == code
    assert says in said(finding)


def test_batches_of_one_row_are_not_called_repeated_or_consecutive():
    single = answer(*(of_rows(row) for row in (3, 0, 5, 1, 4, 2)), size=1)
    assert batches.rows_differ(single).is_right


ONE, OTHER = answer(of_rows(0, 3), of_rows(5, 1)), answer(of_rows(2, 4), of_rows(0, 1))


def test_draws_that_follow_the_generator_are_right():
    assert batches.follows_generator(ONE, ONE, OTHER).is_right


@pytest.mark.parametrize(
    ("same", "other", "code", "says"),
    [
        (ONE, ONE, "batch.rng_unused", "rng is not used"),
        (OTHER, OTHER, "batch.other_source_of_chance", "do not all come from rng"),
    ],
)
def test_draws_that_do_not_follow_the_generator_have_different_codes(same, other, code, says):
    finding = batches.follows_generator(ONE, same, other)
    assert finding.code == code
    assert says in said(finding)
