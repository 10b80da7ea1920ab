"""Findings on a pair (w, b) that was read out of a model."""

import numpy as np
import pytest

from grader.checks import pairs
from grader.course import Answer, ask, linear_neuron
from grader.protocol.arrays import pack
from grader.protocol.events import Return
from grader.protocol.models import Model
from grader.protocol.values import Items, Nothing, Text
from grader.records import Outcome
from tests.checks.sentences import said

W, B = np.array([1.5, -2.0, 0.5]), 0.25


def pair(w, b, container: str = "tuple") -> Items:
    return Items(container, (pack(np.asarray(w, "float32")), pack(np.asarray(b, "float32"))))


def answer(value) -> Answer:
    return Answer(ask("read_weights", linear_neuron(W, B)), Outcome((Return(value),)))


@pytest.mark.parametrize("w", [W, W[:, None]])
@pytest.mark.parametrize("b", [B, [B]])
@pytest.mark.parametrize("container", ["tuple", "list"])
def test_every_way_to_write_the_right_pair_is_right(w, b, container):
    assert pairs.is_pair(answer(pair(w, b, container))).is_right
    assert pairs.holds_weights(answer(pair(w, b, container))).is_right


def test_with_one_input_weights_and_bias_of_the_same_shape_are_not_swapped():
    one = Answer(ask("read_weights", linear_neuron(W[:1], B)), Outcome((Return(pair(W[:1], [B])),)))
    assert pairs.holds_weights(one).is_right


def test_two_numbers_side_by_side_are_a_pair():
    first, second = pairs.pair_in(pack([1.0, 2.0], "tuple"))
    assert (float(first), float(second)) == (1.0, 2.0)


def test_an_array_of_two_numbers_is_not_a_pair():
    assert pairs.pair_in(pack(np.array([1.0, 2.0]))) is None


@pytest.mark.parametrize(
    ("value", "code", "says"),
    [
        (Nothing(), "value.nothing", "Expected two things, the weights and the bias (w, b)"),
        (pack(W), "value.wrong_type", "an array of shape (3,)"),
        (Items("tuple", (pack(W),)), "value.one_item_tuple", "a tuple of 1 item"),
        (
            Items("tuple", (Model("Dense", (), True, None), Text("b"))),
            "pair.not_numbers",
            "returned a Keras model and the text 'b'. Expected two things",
        ),
    ],
)
def test_a_value_that_is_not_a_pair_of_numbers_is_described(value, code, says):
    for finding in (pairs.is_pair(answer(value)), pairs.holds_weights(answer(value))):
        assert finding.code == code
        assert says in said(finding)


@pytest.mark.parametrize(
    ("w", "b", "code", "says"),
    [
        (B, W, "weights.swapped", "the bias first, then the weights. Expected (w, b): w with 3"),
        ([B], W[:, None], "weights.swapped", "w with 3 numbers, then b."),
        (W[:2], B, "weights.wrong_shape", "w has shape (2,). Expected shape (3,) or (3, 1)"),
        (1.5, B, "weights.wrong_shape", "w has one number."),
        (W, [B, B], "bias.wrong_shape", "b has shape (2,). Expected one number or shape (1,)."),
        (W + 1, B, "weights.other", "are [2.5, -1, 1.5]. Expected [1.5, -2"),
        (np.zeros(3), B, "weights.zeros", "are [0, 0, 0]. Expected"),
        (W, B + 1, "bias.other", "The bias b is [1.25]. Expected [0.25]"),
        (W, 0.0, "bias.zeros", "instead of making zeros"),
    ],
)
def test_a_wrong_pair_is_reported_with_the_expected_one(w, b, code, says):
    finding = pairs.holds_weights(answer(pair(w, b)))
    assert finding.code == code
    assert says in said(finding)


@pytest.mark.parametrize("container", ["tuple", "list"])
def test_two_lists_of_one_number_are_a_pair(container):
    first, second = pairs.pair_in(pack([[1.0], [2.0]], container))
    assert (first.tolist(), second.tolist()) == ([1.0], [2.0])


def test_an_array_of_two_rows_is_no_pair():
    assert pairs.pair_in(pack([[1.0], [2.0]])) is None


def test_weights_that_differ_are_listed_one_by_one():
    found = pairs.holds_weights(answer(pair([1.5, 2.0, 0.5], B)))
    assert found.details["differences"]["elements"] == [([1], -2.0, 2.0)]


def test_zeros_are_not_listed_one_by_one():
    assert "differences" not in pairs.holds_weights(answer(pair(0 * W, B))).details
