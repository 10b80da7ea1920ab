"""Phrases for values, calls and counts."""

import numpy as np
import pytest

from grader.course import Generator, ask, random_network
from grader.judge import phrases
from grader.protocol.arrays import pack
from grader.protocol.models import Model
from grader.protocol.values import Items, Nothing, Other, Text

NETWORK = random_network((2, 1), np.random.default_rng(0))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (7.0, "7"),
        (0.25, "0.25"),
        (1 / 3, "0.3333"),
        (1.3e-7, "1.3e-07"),
        (float("nan"), "nan"),
        (-float("inf"), "-inf"),
    ],
)
def test_a_number_is_shown_with_four_digits(value, shown):
    assert phrases.number(value) == shown


@pytest.mark.parametrize(
    ("array", "shown"),
    [
        (np.array(2.5), "2.5"),
        (np.array([1, 2]), "[1, 2]"),
        (np.arange(6), "[0, 1, 2, 3, 4, 5]"),
        (np.arange(7), "[0, 1, 2, 3, 4, 5, …]"),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), "[[1, 2], [3, 4]]"),
        (np.ones((3, 1)), "[[1], [1], …]"),
        (np.array([True, False]), "[True, False]"),
        (np.zeros(0), "an array of shape (0,)"),
        (np.zeros((3, 0)), "an array of shape (3, 0)"),
        (np.zeros((1, 2, 3)), "an array of shape (1, 2, 3)"),
    ],
)
def test_a_long_array_is_cut(array, shown):
    assert phrases.numbers(array) == shown


def test_a_shape_is_one_number_or_a_tuple():
    assert phrases.shape(np.array(1.0)) == "one number"
    assert phrases.shape(np.zeros((2, 3))) == "shape (2, 3)"


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        (ask("f"), "f()"),
        (ask("relu", -0.5), "relu(-0.5)"),
        (ask("build", 3, [8, 4]), "build(3, [8, 4])"),
        (ask("neuron", np.array([1.5, -2.0])), "neuron([1.5, -2])"),
        (ask("table", np.array([[1.0], [2.0], [3.0]])), "table([[1], [2], [3]])"),
        (ask("ten", np.arange(10.0)), "ten([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])"),
        (ask("more", np.arange(11.0)), "more([0, 1, 2, 3, 4, 5, …])"),
        (ask("none", np.zeros((3, 0))), "none(an array of shape (3, 0))"),
        (ask("draw", Generator(3)), "draw(rng)"),
        (ask("train", NETWORK), "train(model)"),
    ],
)
def test_a_call_is_shown_as_it_is_typed(question, shown):
    assert phrases.call(question.call) == shown


SMALL, LARGE = np.array([0.5, -1.0]), np.ones((4, 3))


@pytest.mark.parametrize(
    ("question", "parameters", "shown"),
    [
        (ask("neuron", SMALL, 0.5), ("x", "b"), "neuron([0.5, -1], 0.5)"),
        (ask("neuron", LARGE, SMALL, 0.5), ("x", "w", "b"), "neuron(x, [0.5, -1], 0.5)"),
        (ask("train", NETWORK, LARGE, LARGE[:, 0]), ("net", "x", "y"), "train(net, x, y)"),
        (ask("loss", LARGE[:, 0], LARGE[:, 0]), ("a", "b"), "loss([1, 1, 1, 1], [1, 1, 1, 1])"),
        (ask("draw", LARGE, 8, Generator(3)), ("x", "size", "r"), "draw(x, 8, r)"),
        (ask("deep", np.ones((1, 2, 2))), ("x",), "deep(x)"),
        (ask("two", LARGE, LARGE), ("x",), "two(x, [[1, 1, 1], [1, 1, 1], …])"),
        (ask("one", 3), ("x", "scale"), "one(3)"),
    ],
)
def test_models_and_long_arrays_are_shown_by_the_names_of_their_parameters(
    question, parameters, shown
):
    assert phrases.call(question.call, parameters) == shown


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Nothing(), "nothing (None)"),
        (Text("it's"), 'the text "it\'s"'),
        (Text("x" * 100), f"the text '{'x' * 60}'"),
        (Model("Sequential", (), True, None), "a Keras model"),
        (Items("list", (Nothing(),)), "a list of 1 item"),
        (Items("tuple", (Nothing(), Nothing())), "a tuple of 2 items"),
        (pack([1.0], "tuple"), "a tuple of 1 item"),
        (pack([1.0, 2.0], "list"), "a list of shape (2,)"),
        (pack(2.5, "number"), "the number 2.5"),
        (pack(np.ones(2)), "an array of shape (2,)"),
        (pack(np.ones((2, 1)), "tensor"), "a tensor of shape (2, 1)"),
        (pack(np.ones(1), "variable"), "a variable of shape (1,)"),
        (Other("Dense", is_class=True), "the class Dense itself (brackets () after it make an"),
        (Other("function", is_function=True), "a function (was it meant to be called"),
        (Other("KerasTensor", is_symbolic=True), "a symbolic tensor, the output of a layer"),
        (Other("Dense", is_layer=True), "a single layer, Dense"),
        (Other("dict"), "an object of type dict"),
        (Other("list of 20000 items"), "a list of 20000 items"),
        (Other("array of shape (400, 400)"), "an array of shape (400, 400)"),
    ],
)
def test_a_value_is_described_in_words(value, told):
    assert phrases.describe(value).startswith(told)


@pytest.mark.parametrize(
    ("amount", "told"), [(0, "0 mismatches"), (1, "1 mismatch"), (2, "2 mismatches")]
)
def test_a_count_of_one_is_singular_and_all_others_are_plural(amount, told):
    assert phrases.count(amount, "mismatch", "mismatches") == told


def test_a_plural_ends_in_s_unless_it_is_given():
    assert phrases.count(2, "layer") == "2 layers"


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        (2.5, 7.0, ("2.5", "7")),
        (2.3456, 2.346, ("2.3456", "2.346")),
        (1.00001, 1.00007, ("1.00001", "1.00007")),
        (1e-9, 1e-9, ("1e-09", "1e-09")),
        (float("nan"), 1.0, ("nan", "1")),
        ([1.0, 2.00004], [1.0, 2.00011], ("[1, 2.00004]", "[1, 2.00011]")),
        ([0.0] * 9, [0.0] * 8 + [1.0], ("[0, 0, 0, 0, 0, 0, …]",) * 2),
        ([True], [1.0], ("[True]", "[1]")),
    ],
)
def test_numbers_that_differ_have_enough_digits_to_show_it(one, other, shown):
    assert phrases.numbers_apart(np.array(one), np.array(other)) == shown
