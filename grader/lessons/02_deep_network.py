"""A deep network: the rectifier, a unit that uses it, and a stack of Dense ReLU layers."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.checks import dead, layers, training, values
from grader.course import (
    Answer,
    Exercise,
    Finding,
    Mistake,
    Question,
    Task,
    ask,
    bent_data,
    check,
    fractions,
)

# ---- relu


def rectified(x: Any) -> Any:
    """Return max(0, x), the formula of the task."""
    return np.maximum(0.0, x)


RELU_MISTAKES = (
    Mistake("relu.identity", "Nothing is cut: this is x itself.", lambda x: x),
    Mistake(
        "relu.minimum",
        "This is the minimum of 0 and x. Expected the maximum.",
        lambda x: np.minimum(0.0, x),
    ),
    Mistake(
        "relu.absolute",
        "This is the absolute value of x. Expected 0 for numbers below zero.",
        np.abs,
    ),
    Mistake(
        "relu.step",
        "This is a step, 0 or 1. Expected x itself for numbers above zero.",
        lambda x: (x > 0) * 1.0,
    ),
    Mistake("relu.sigmoid", "This is the sigmoid of x.", lambda x: 1 / (1 + np.exp(-x))),
    Mistake("relu.tanh", "This is the tanh of x.", np.tanh),
    Mistake(
        "relu.clipped_at_one",
        "Everything above 1 becomes 1. Expected x itself.",
        lambda x: np.clip(x, 0.0, 1.0),
    ),
    Mistake(
        "relu.maximum_of_one",
        "Everything below 1 becomes 1. Expected the maximum of 0 and x.",
        lambda x: np.maximum(x, 1.0),
    ),
    Mistake(
        "relu.clipped_at_six",
        "Everything above 6 becomes 6 (relu6). Expected x itself.",
        lambda x: np.clip(x, 0.0, 6.0),
    ),
    *(
        Mistake(
            f"relu.clipped_at_{top}",
            f"Everything above {top} becomes {top}. Expected x itself.",
            lambda x, top=top: np.clip(x, 0.0, top),
        )
        for top in (10, 100)
    ),
    *(
        Mistake(
            f"relu.leaky_{percent}_percent",
            f"Numbers below zero become {percent / 100}*x (a leaky relu). Expected 0.",
            lambda x, percent=percent: np.where(x > 0, x, percent / 100 * x),
        )
        for percent in (1, 10, 20, 30)
    ),
    Mistake(
        "relu.maximum_of_all",
        "This is the largest number of the whole array. Expected the maximum for each element.",
        lambda x: np.max(rectified(x)),
    ),
    Mistake(
        "relu.type_of_first",
        "The decimals are lost: the first result is a whole 0, and its type was taken for all.",
        lambda x: rectified(x) if np.ravel(x)[0] > 0 else np.trunc(rectified(x)),
    ),
    Mistake(
        "relu.negatives_left_out",
        "The numbers below zero are left out. Expected a 0 in the place of each.",
        lambda x: x[x > 0],
    ),
    Mistake(
        "relu.sign_turned",
        "The sign of x is reversed: this is max(0, -x).",
        lambda x: np.maximum(0.0, -x),
    ),
    Mistake(
        "relu.a_hundredth_below_zero",
        "Numbers below zero become 0.01. Expected 0.",
        lambda x: np.where(x > 0, x, 0.01),
    ),
    Mistake(
        "relu.not_zero",
        "This only shows whether x differs from 0. Expected x itself for numbers above zero, "
        "and 0 for others.",
        lambda x: (x != 0) * 1.0,
    ),
    Mistake(
        "relu.softplus",
        "This is softplus, log(1 + exp(x)): like relu, but smooth. Expected 0 for numbers below "
        "zero, and x itself above.",
        lambda x: np.log1p(np.exp(x)),
    ),
    Mistake(
        "relu.doubled",
        "Numbers above zero are doubled. Expected x itself.",
        lambda x: 2 * rectified(x),
    ),
    Mistake(
        "relu.zero_up_to_one",
        "Numbers between 0 and 1 become 0. Expected x itself for all numbers above zero.",
        lambda x: np.where(x >= 1, x, 0.0),
    ),
    Mistake(
        "relu.smallest_subtracted",
        "The smallest number is subtracted from all. Expected 0 for numbers below zero, and no "
        "change of the others.",
        lambda x: x - np.min(x),
    ),
)


def relu_questions(rng: np.random.Generator) -> dict[str, Question]:
    """Ask for numbers of both signs, near zero and far from it, and for arrays of them.

    The largest is below 700, so that exp of it, in another activation, does not overflow.
    """
    sizes = np.array([0.01, 0.0437, 1.437, 8.25])
    signs = np.array([1.0, -1.0, 1.0, -1.0, -1.0])
    return {
        "positive": ask("relu", 0.5),
        "negative": ask("relu", -4.5),
        "small": ask("relu", 0.01),
        "small_negative": ask("relu", -0.01),
        "large": ask("relu", 8.137),
        "four_decimals": ask("relu", 0.5437),
        "very_large": ask("relu", 612.5678),
        "drawn": ask("relu", float(np.abs(fractions(rng, 1))[0])),
        "array": ask("relu", np.stack([sizes, -sizes], axis=1).ravel()),
        "negative_first": ask("relu", np.array([-2.5, 0.75, 612.5678])),
        "one": ask("relu", np.array([1.7])),
        "table": ask("relu", np.abs(fractions(rng, (2, 5))) * signs * 4.0),
    }


@check(
    points=1,
    hints=(
        "What should come out for -4.5, for 0 and for 0.5?",
        "Compare x with 0, and return the larger one of the two.",
        "One line: return, and a function that gives the larger one of two numbers.",
    ),
)
def one_number(
    positive: Answer,
    negative: Answer,
    small: Answer,
    small_negative: Answer,
    large: Answer,
    four_decimals: Answer,
    very_large: Answer,
    drawn: Answer,
) -> Finding:
    """max(0, x) for a number"""
    numbers = (positive, negative, small, small_negative, large, four_decimals, very_large, drawn)
    return values.equal(numbers, rectified, RELU_MISTAKES)


@check(
    points=1,
    simpler=one_number,
    hints=(
        (
            "Which functions compare one pair of numbers only, and which do so at each place of "
            "an array?"
        ),
        (
            "Python's own max and if work on one number only. NumPy has functions that work on "
            "each element."
        ),
        (
            "np.max gives the largest number of a whole array. You need its relative, which takes "
            "two things, here 0 and x, and gives the larger one at each place."
        ),
    ),
)
def each_element(array: Answer, negative_first: Answer, one: Answer, table: Answer) -> Finding:
    """max(0, x) for each element of an array"""
    arrays = (array, negative_first, one, table)
    return values.equal(arrays, rectified, RELU_MISTAKES)


# ---- relu_unit


def unit(x: Any, w: Any, b: Any) -> Any:
    """Return max(0, x @ w + b), the formula of the task, for one example or a batch."""
    return rectified(x @ w + b)


def _cut_after_each_product(x: Any, w: Any, b: Any) -> Any:
    total = b
    for number in range(len(w)):
        total = rectified(total + w[number] * x[..., number])
    return total


def _positive_sums(x: Any, w: Any, b: Any) -> Any:
    sums = x @ w + b
    return sums[sums > 0] if np.ndim(sums) else rectified(sums)


UNIT_MISTAKES = (
    Mistake(
        "relu_unit.no_relu",
        "This is the sum itself. Expected what relu returns for it: 0 where the sum is below zero.",
        lambda x, w, b: x @ w + b,
    ),
    Mistake(
        "relu_unit.true_or_false",
        "This only shows whether the sum is above zero (True or False, 1 or 0). "
        "Expected the sum itself where it is above zero.",
        lambda x, w, b: (x @ w + b > 0) * 1.0,
    ),
    Mistake(
        "relu_unit.bias_missing",
        "The bias b is missing: this is the maximum of 0 and the sum of the products.",
        lambda x, w, b: rectified(x @ w),
    ),
    Mistake(
        "relu_unit.bias_after_relu",
        "The bias b is added after relu. Expected it inside: max(0, sum + b).",
        lambda x, w, b: rectified(x @ w) + b,
    ),
    Mistake(
        "relu_unit.relu_of_each_product",
        "relu is applied to each product before the sum. Expected it once, after the sum and the "
        "bias.",
        lambda x, w, b: np.sum(rectified(x * w), axis=-1) + b,
    ),
    Mistake(
        "relu_unit.relu_of_each_product",
        "relu is applied to each product before the sum. Expected it once, after the sum and the "
        "bias.",
        lambda x, w, b: rectified(np.sum(rectified(x * w), axis=-1) + b),
    ),
    Mistake(
        "relu_unit.relu_of_inputs",
        "relu is applied to the inputs before they are multiplied. Expected it at the end.",
        lambda x, w, b: rectified(x) @ w + b,
    ),
    Mistake(
        "relu_unit.relu_of_weights",
        "relu is applied to the weights before they are multiplied. Expected it at the end.",
        lambda x, w, b: x @ rectified(w) + b,
    ),
    Mistake(
        "relu_unit.sum_and_bias_apart",
        "relu is applied to the sum and to the bias apart. Expected it once: max(0, sum + b).",
        lambda x, w, b: rectified(x @ w) + rectified(b),
    ),
    Mistake(
        "relu_unit.sigmoid_without_bias",
        "This is the sigmoid of the sum, and the bias b is missing. Expected relu of the sum "
        "with its bias.",
        lambda x, w, b: 1 / (1 + np.exp(-(x @ w))),
    ),
    Mistake(
        "relu_unit.after_each_product",
        "relu is applied again after each product. Expected it once, after the whole sum.",
        _cut_after_each_product,
    ),
    Mistake(
        "relu_unit.zero_if_any",
        "One sum below zero makes the whole result 0. Expected 0 for that row alone.",
        lambda x, w, b: 0.0 if np.any(x @ w + b < 0) else x @ w + b,
    ),
    Mistake(
        "relu_unit.rows_left_out",
        "The rows whose sum is not above zero are left out. Expected a 0 in the place of each.",
        _positive_sums,
    ),
    Mistake(
        "relu_unit.bias_per_input",
        "The bias b is added once for each input. Expected it once, after the sum.",
        lambda x, w, b: rectified(np.sum(x * w + b, axis=-1)),
    ),
    Mistake(
        "relu_unit.bias_subtracted",
        "The bias b is subtracted. Expected it to be added.",
        lambda x, w, b: rectified(x @ w - b),
    ),
    Mistake(
        "relu_unit.no_sum",
        "The products are not added up. Expected their sum.",
        lambda x, w, b: rectified(x * w + b),
    ),
    Mistake(
        "relu_unit.minimum",
        "This is the minimum of 0 and the sum. Expected the maximum.",
        lambda x, w, b: np.minimum(0.0, x @ w + b),
    ),
    Mistake(
        "relu_unit.sigmoid",
        "This is the sigmoid of the sum. Expected relu.",
        lambda x, w, b: 1 / (1 + np.exp(-(x @ w + b))),
    ),
    Mistake(
        "relu_unit.tanh",
        "This is the tanh of the sum. Expected relu.",
        lambda x, w, b: np.tanh(x @ w + b),
    ),
    Mistake(
        "relu_unit.absolute",
        "This is the absolute value of the sum. Expected 0 for a sum below zero.",
        lambda x, w, b: np.abs(x @ w + b),
    ),
    *(
        Mistake(
            f"relu_unit.clipped_at_{top}",
            f"Every sum above {top} becomes {top}. Expected the sum itself.",
            lambda x, w, b, top=top: np.clip(x @ w + b, 0.0, top),
        )
        for top in (1, 6, 10, 100)
    ),
    Mistake(
        "relu_unit.one_row_is_a_number",
        "A batch of one row gives one number. Expected an array that contains this number.",
        lambda x, w, b: np.squeeze(unit(x, w, b)),
    ),
    Mistake(
        "relu_unit.column_result",
        "The result is a table with one column. Expected a plain array, one number for each row.",
        lambda x, w, b: np.reshape(unit(x, w, b), (-1, 1)),
    ),
    Mistake(
        "relu_unit.batch_summed",
        "Everything in the batch is added up into one sum. Expected one sum for each row.",
        lambda x, w, b: rectified(np.sum(x * w) + b),
    ),
    Mistake(
        "relu_unit.columns_summed",
        "The products are added up down the columns, as Python's sum does with a table. Expected "
        "one sum for each row.",
        lambda x, w, b: rectified(np.sum(x * w, axis=0) + b),
    ),
)


def relu_unit_questions(rng: np.random.Generator) -> dict[str, Question]:
    """Ask for examples and batches with sums far above, above, near and below zero."""
    wide = int(rng.integers(5, 9))
    w, x = fractions(rng, wide), fractions(rng, wide)
    bias = round(0.4 + abs(float(fractions(rng, 1)[0])), 1)
    sign = 1.0 if x @ w > 0 else -1.0
    # Rows with sums below, near and above zero: adding the bias before or after relu then differs.
    rows = np.array([[1.0, -2.0, 0.53], [-1.5, 1.0, 1.0], [0.5, 0.5, -2.0], [0.37, 0.87, 1.19]])
    weights = np.array([1.43, -0.57, 1.21])
    large = np.array([310.37, -40.43, 120.19])  # Its sum is below 700, as in relu_questions.
    return {
        "above": ask("relu_unit", np.array([3.0, 1.0]), np.array([1.5, -2.0]), 0.5),
        "below": ask("relu_unit", np.array([1.0, 3.0]), np.array([1.5, -2.0]), 0.5),
        "just_above": ask("relu_unit", np.array([1.0, 2.0]), np.array([1.01, -0.5]), 0.01),
        "just_below": ask("relu_unit", np.array([1.0, 2.0]), np.array([1.01, -0.5]), -0.03),
        "three": ask("relu_unit", np.array([2.37, -0.43, 1.19]), weights, -0.29),
        # Its sum is above zero, but dips below it on the way, from either end.
        "dip": ask("relu_unit", np.array([-0.5, -5.3, -0.4]), weights, -0.29),
        "large": ask("relu_unit", large, weights, -0.29),
        "example": ask("relu_unit", sign * x, w, bias),
        "batch": ask("relu_unit", rows, weights, 0.57),
        "square": ask("relu_unit", rows[:3], weights, -0.31),
        "wide_batch": ask("relu_unit", np.stack([x, -x, x / 2]), w, bias),
        "one_row": ask("relu_unit", large[None, :], weights, 0.57),
    }


@check(
    points=2,
    hints=(
        "The unit does two things, one after the other. Which one comes last?",
        "First compute the whole sum with its bias, as in the single neuron. Then apply relu.",
        (
            "One line: return relu(...), with the formula of the single neuron inside the "
            "brackets, bias included."
        ),
    ),
)
def one_example(
    above: Answer,
    below: Answer,
    just_above: Answer,
    just_below: Answer,
    three: Answer,
    dip: Answer,
    large: Answer,
    example: Answer,
) -> Finding:
    """max(0, w0*x0 + w1*x1 + ... + b) for one example"""
    examples = (above, below, just_above, just_below, three, dip, large, example)
    return values.equal(examples, unit, UNIT_MISTAKES)


@check(
    points=1,
    simpler=one_example,
    hints=(
        "A batch of 4 rows with 3 inputs has 12 products. Which of them belong to the first row?",
        (
            "Each row is one example: add up along the last axis only, so that each row keeps one "
            "number."
        ),
        (
            "np.sum takes the axis as axis=..., and -1 is the last one. With the batch on the "
            "left of @ and the weights on its right, there is one sum for each row."
        ),
    ),
)
def whole_batch(batch: Answer, square: Answer, wide_batch: Answer, one_row: Answer) -> Finding:
    """one y for each row of a batch"""
    return values.equal((batch, square, wide_batch, one_row), unit, UNIT_MISTAKES)


# ---- build_deep_network

HIDDEN = (8, 4)


def build_deep_network_questions(rng: np.random.Generator) -> dict[str, Question]:
    """Ask for networks with two, one and three hidden layers.

    The sizes of the three are drawn. Two of them are equal, and they are not sorted.
    """
    small, large = int(rng.integers(2, 5)), int(rng.integers(5, 8))
    return {
        "one_layer": ask("build_deep_network", 4, [6], probe=rng.normal(size=(16, 4))),
        "two_layers": ask(
            "build_deep_network",
            3,
            list(HIDDEN),
            probe=rng.normal(size=(16, 3)),
            training=bent_data(rng, 3, (*HIDDEN, 1)),
        ),
        "three_layers": ask(
            "build_deep_network", 5, [large, small, large], probe=rng.normal(size=(16, 5))
        ),
    }


@check(
    points=1,
    hints=(
        "Does the function return a model, and how does the model know its number of inputs?",
        (
            "keras.Sequential takes a list of layers, or gets them one by one with add. "
            "keras.Input(shape=(n_inputs,)) as the first entry sets the number of inputs."
        ),
        (
            "The first line makes a Sequential that contains only the Input, as in the example. "
            "The last line returns it."
        ),
    ),
)
def is_a_model(two_layers: Answer, one_layer: Answer, three_layers: Answer) -> Finding:
    """A Keras model with n_inputs inputs"""
    return values.first_wrong(
        layers.is_model(each, values.arguments_of(each)[0])
        for each in (two_layers, one_layer, three_layers)
    )


@check(
    points=3,
    after=is_a_model,
    hints=(
        (
            "For hidden_units = [8, 4], how many layers are there in all, and which have an "
            "activation?"
        ),
        (
            "Each number in hidden_units makes one Dense layer with that many units and the "
            "activation of a ReLU unit. The output layer comes after all of them: one unit, no "
            "activation."
        ),
        (
            "A for loop over hidden_units, with one model.add in it. After the loop, one more "
            "model.add."
        ),
    ),
)
def has_the_right_layers(two_layers: Answer, one_layer: Answer, three_layers: Answer) -> Finding:
    """A Dense ReLU layer for each entry of hidden_units, then one linear unit"""
    return values.first_wrong(
        layers.is_dense_network(each, values.arguments_of(each)[1])
        for each in (two_layers, one_layer, three_layers)
    )


@check(
    points=1,
    after=has_the_right_layers,
    hints=(
        (
            "Does each layer get the output of the layer before it, and can training change its "
            "weights?"
        ),
        (
            "Dense layers can learn as Keras makes them. Each one must get the output of the "
            "layer before it."
        ),
        (
            "A Sequential model passes the output of each layer on to the next. Give each Dense "
            "layer its units and its activation, and leave its other settings unchanged."
        ),
    ),
)
def learns(two_layers: Answer, one_layer: Answer, three_layers: Answer) -> Finding:
    """The model computes what its layers describe, and its loss falls in training"""
    networks = (two_layers, one_layer, three_layers)
    return values.first_wrong(
        (
            *map(layers.does_what_its_layers_say, networks),
            *map(layers.can_change, networks),
            *map(dead.no_layer_starts_dead, networks),
            training.learns(two_layers),
        )
    )


EXERCISE = Exercise(
    name="02_deep_network",
    title="A deep network",
    tasks=(
        Task("relu", relu_questions, (one_number, each_element)),
        Task("relu_unit", relu_unit_questions, (one_example, whole_batch)),
        Task(
            "build_deep_network",
            build_deep_network_questions,
            (is_a_model, has_the_right_layers, learns),
        ),
    ),
    wording=(*RELU_MISTAKES, *UNIT_MISTAKES),
)
