"""A single neuron: y = w*x + b, by hand for one and many inputs, and with Keras."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.checks import layers, pairs, training, values
from grader.course import (
    Answer,
    Exercise,
    Finding,
    Mistake,
    Question,
    Task,
    ask,
    check,
    fractions,
    linear_data,
    linear_neuron,
)

# ---- linear_unit


def line(x: Any, w: Any, b: Any) -> Any:
    """Return w*x + b, the formula of the task."""
    return w * x + b


LINE_MISTAKES = (
    Mistake(
        "linear_unit.bias_missing", "The bias b is missing: this is w*x.", lambda x, w, b: w * x
    ),
    Mistake(
        "linear_unit.bias_inside_product",
        "The bias b is inside the product: this is w*(x + b).",
        lambda x, w, b: w * (x + b),
    ),
    Mistake(
        "linear_unit.bias_subtracted",
        "The bias b is subtracted. Expected it to be added.",
        lambda x, w, b: w * x - b,
    ),
    Mistake(
        "linear_unit.weight_added",
        "The weight is added: this is w + x + b.",
        lambda x, w, b: w + x + b,
    ),
    Mistake(
        "linear_unit.bias_missing_weight_added",
        "The weight is added and the bias b is missing: this is w + x.",
        lambda x, w, b: w + x,
    ),
    Mistake(
        "linear_unit.roles_swapped",
        "The weight w and the bias b are swapped: this is b*x + w.",
        lambda x, w, b: b * x + w,
    ),
    Mistake(
        "linear_unit.weight_missing",
        "The weight w is missing: this is x + b.",
        lambda x, w, b: x + b,
    ),
    Mistake(
        "linear_unit.example_numbers",
        "The numbers of the example are used: this is 2*x + 3. Expected the weight w and the "
        "bias b.",
        lambda x, w, b: 2 * x + 3,
    ),
    Mistake(
        "linear_unit.cut_to_whole",
        "The result is cut to a whole number.",
        lambda x, w, b: np.trunc(w * x + b),
    ),
    Mistake(
        "linear_unit.rounded",
        "The result is rounded to a whole number.",
        lambda x, w, b: np.round(w * x + b),
    ),
    Mistake(
        "linear_unit.solved_for_x",
        "This is (x - b)/w: b is subtracted, and w divides. Expected w to multiply x, and b to be "
        "added.",
        lambda x, w, b: (x - b) / w,
    ),
    Mistake(
        "linear_unit.added_up",
        "All elements are added up into one number. Expected one y for each x.",
        lambda x, w, b: np.sum(w * x) + b,
    ),
    Mistake(
        "linear_unit.added_up",
        "All elements are added up into one number. Expected one y for each x.",
        lambda x, w, b: np.sum(w * x + b),
    ),
)


def linear_unit_questions(rng: np.random.Generator) -> dict[str, Question]:
    """Ask for fixed numbers and arrays of every sign, and for drawn ones.

    The fixed ones tell formulas apart, so that no verdict depends on the draw. Their results have
    four decimals, so that a rounded result is seen. The drawn ones show that nothing is learned by
    heart. The same is true of the other tasks.
    """
    x, w, b = (float(value) for value in fractions(rng, 3))
    return {
        "taxi": ask("linear_unit", 5.0, 2.5, 3.25),
        "falling": ask("linear_unit", 2.37, -1.43, 0.19),
        "below": ask("linear_unit", -3.31, 1.27, -0.47),
        "number": ask("linear_unit", x, w, b),
        "array": ask("linear_unit", np.array([-2.31, 0.57, 1.83, -0.29]), -1.43, 0.19),
        "one": ask("linear_unit", np.array([1.73]), 1.27, -0.47),
        "table": ask("linear_unit", fractions(rng, (2, 3)), w, b),
    }


@check(
    points=1,
    hints=(
        "In the taxi example, what is done with the 5 kilometres first, and what comes after that?",
        (
            "The weight stretches x: multiply. Then the bias shifts the result: add it once, at "
            "the end."
        ),
        "The answer is one line: return, then a product, a plus sign and the bias.",
    ),
)
def one_number(taxi: Answer, falling: Answer, below: Answer, number: Answer) -> Finding:
    """y = w*x + b for numbers"""
    return values.equal((taxi, falling, below, number), line, LINE_MISTAKES)


@check(
    points=1,
    after=one_number,
    hints=(
        "What does NumPy do with an array that is multiplied by a number?",
        "NumPy multiplies and adds each element by itself. A loop, an if or float() is not needed.",
        (
            "The line that is right for a number is right for an array too, if it only multiplies "
            "and adds."
        ),
    ),
)
def whole_array(array: Answer, one: Answer, table: Answer) -> Finding:
    """y = w*x + b for a whole array x"""
    return values.equal((array, one, table), line, LINE_MISTAKES)


# ---- neuron


def weighted_sum(x: Any, w: Any, b: Any) -> Any:
    """Return x @ w + b, the formula of the task, for one example or a batch."""
    return x @ w + b


NEURON_MISTAKES = (
    Mistake(
        "neuron.bias_missing",
        "The bias b is missing: this is only the sum of the products.",
        lambda x, w, b: x @ w,
    ),
    Mistake(
        "neuron.bias_per_input",
        "The bias b is added once for each input. Expected it once, after the sum.",
        lambda x, w, b: np.sum(x * w + b, axis=-1),
    ),
    Mistake(
        "neuron.bias_inside_product",
        "The bias b is inside the product: this is w*(x + b), added up.",
        lambda x, w, b: (x + b) @ w,
    ),
    Mistake(
        "neuron.bias_subtracted",
        "The bias b is subtracted. Expected it to be added.",
        lambda x, w, b: x @ w - b,
    ),
    Mistake(
        "neuron.mean",
        "This is the mean of the products. Expected their sum.",
        lambda x, w, b: np.mean(x * w, axis=-1) + b,
    ),
    Mistake(
        "neuron.no_sum",
        "The products are not added up. Expected their sum.",
        lambda x, w, b: x * w + b,
    ),
    Mistake(
        "neuron.no_sum_no_bias",
        "The products are not added up, and the bias b is not added.",
        lambda x, w, b: x * w,
    ),
    Mistake(
        "neuron.batch_summed",
        "Everything in the batch is added up into one sum. Expected one sum for each row.",
        lambda x, w, b: np.sum(x * w) + b,
    ),
    Mistake(
        "neuron.columns_summed",
        "The products are added up down the columns. Expected one sum for each row.",
        lambda x, w, b: np.sum(x * w, axis=0) + b,
    ),
    Mistake(
        "neuron.weights_missing",
        "The weights are missing: this is the sum of the inputs, plus b.",
        lambda x, w, b: np.sum(x, axis=-1) + b,
    ),
    Mistake(
        "neuron.last_input_left_out",
        "The last input is left out.",
        lambda x, w, b: x[..., :-1] @ w[:-1] + b,
    ),
    Mistake(
        "neuron.first_input_left_out",
        "The first input is left out.",
        lambda x, w, b: x[..., 1:] @ w[1:] + b,
    ),
    Mistake(
        "neuron.first_input_only",
        "Only the first input is used.",
        lambda x, w, b: x[..., 0] * w[0] + b,
    ),
    Mistake(
        "neuron.first_three_inputs",
        "Only the first three inputs are used.",
        lambda x, w, b: x[..., :3] @ w[:3] + b,
    ),
    Mistake(
        "neuron.first_two_inputs",
        "Only the first two inputs are used.",
        lambda x, w, b: x[..., :2] @ w[:2] + b,
    ),
    Mistake(
        "neuron.column_result",
        "The result is a table with one column. Expected a plain array, one number for each row.",
        lambda x, w, b: np.reshape(x @ w + b, (-1, 1)),
    ),
    Mistake(
        "neuron.threshold",
        "This only shows whether the sum is above zero. Expected the sum itself.",
        lambda x, w, b: (x @ w + b > 0) * 1.0,
    ),
    Mistake(
        "neuron.relu",
        "A sum below zero becomes 0. Expected the sum itself: this neuron is linear.",
        lambda x, w, b: np.maximum(0.0, x @ w + b),
    ),
    Mistake(
        "neuron.bias_added_to_weights",
        "The bias b is added to each weight. Expected it once, after the sum of the products.",
        lambda x, w, b: x @ (w + b),
    ),
    Mistake(
        "neuron.sums_multiplied",
        "The sum of the inputs is multiplied by the sum of the weights. Expected each input "
        "times its own weight, then the sum.",
        lambda x, w, b: np.sum(x, axis=-1) * np.sum(w) + b,
    ),
    Mistake(
        "neuron.last_input_only",
        "Only the last input is used.",
        lambda x, w, b: x[..., -1] * w[-1] + b,
    ),
    Mistake(
        "neuron.weighted_average",
        "This is the weighted average of the inputs, plus b: the sum of the products is divided "
        "by the sum of the weights. Expected the sum itself.",
        lambda x, w, b: x @ w / np.sum(w) + b,
    ),
    Mistake(
        "neuron.outer_product",
        "This is a table of every input times every weight, plus b. Expected each input times "
        "its own weight, then the sum.",
        lambda x, w, b: np.outer(x, w) + b,
    ),
    Mistake(
        "neuron.first_row_only",
        "This is the y of the first row alone. Expected one for each row.",
        lambda x, w, b: x[0] @ w + b if x.ndim > 1 else x @ w + b,
    ),
    Mistake(
        "neuron.array_of_one",
        "The result is an array that contains one number. Expected the number itself.",
        lambda x, w, b: np.reshape(x @ w + b, (1,)) if x.ndim == 1 else x @ w + b,
    ),
    Mistake(
        "neuron.one_row_is_a_number",
        "A batch of one row gives one number. Expected an array that contains this number.",
        lambda x, w, b: np.squeeze(x @ w + b),
    ),
)


ROWS = np.array([[2.37, -0.43, 1.19], [-1.57, 0.71, 2.13], [0.29, 3.31, -2.47], [1.7, 0.5, 0.9]])


def neuron_questions(rng: np.random.Generator) -> dict[str, Question]:
    """Ask for single examples and batches.

    One batch has as many rows as inputs, and one has a single row.
    """
    wide = int(rng.integers(5, 9))
    bias = float(fractions(rng, 1)[0])
    w = np.array([1.27, -0.83, 0.41])
    return {
        "taxi": ask("neuron", np.array([5.0, 2.0]), np.array([2.0, 1.0]), 3.5),
        "three": ask("neuron", np.array([-2.31, 0.57, 1.83]), w, -0.59),
        "example": ask("neuron", fractions(rng, wide), fractions(rng, wide), bias),
        "batch": ask("neuron", ROWS, w, -0.59),
        "square": ask("neuron", ROWS[:3], w, 0.87),
        "wide_batch": ask("neuron", fractions(rng, (2, wide)), fractions(rng, wide), bias),
        "one_row": ask("neuron", ROWS[1:2], w, 0.87),
    }


@check(
    points=2,
    hints=(
        "With three inputs, how many products are there, and how often is the bias added?",
        "Multiply each input by its own weight, add the products up, then add the bias once.",
        (
            "One line: return, the sum of the products, a plus sign and the bias. np.sum adds up "
            "an array. The operator @ between two arrays multiplies and adds up."
        ),
    ),
)
def one_example(taxi: Answer, three: Answer, example: Answer) -> Finding:
    """y = w0*x0 + w1*x1 + ... + b for one example"""
    return values.equal((taxi, three, example), weighted_sum, NEURON_MISTAKES)


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
    return values.equal((batch, square, wide_batch, one_row), weighted_sum, NEURON_MISTAKES)


# ---- build_neuron


def build_neuron_questions(rng: np.random.Generator) -> dict[str, Question]:
    """Draw a number of inputs, and data that a linear unit can fit."""
    wide = int(rng.integers(4, 8))
    return {
        "three": ask(
            "build_neuron", 3, probe=rng.normal(size=(8, 3)), training=linear_data(rng, 3)
        ),
        "wide": ask("build_neuron", wide, probe=rng.normal(size=(8, wide))),
    }


@check(
    points=1,
    hints=(
        "Does the function return a model, and how does the model know its number of inputs?",
        (
            "keras.Sequential takes a list and is a model. keras.Input(shape=(n_inputs,)) as the "
            "first entry sets the number of inputs."
        ),
        "One line, like the example: return keras.Sequential([the input, the layer]).",
    ),
)
def is_a_model(three: Answer, wide: Answer) -> Finding:
    """A Keras model with n_inputs inputs"""
    return values.first_wrong(
        layers.is_model(each, values.arguments_of(each)[0]) for each in (three, wide)
    )


@check(
    points=1,
    after=is_a_model,
    hints=(
        "How many numbers does one neuron give for an example, and is anything done to its sum?",
        "A linear unit is a Dense layer with one unit and nothing else: its sum is the output.",
        (
            "After the Input, the list has one entry: a Dense layer that is given nothing but its "
            "number of units."
        ),
    ),
)
def is_one_linear_unit(three: Answer, wide: Answer) -> Finding:
    """One Dense layer: one unit, linear, with a bias"""
    return values.first_wrong(layers.is_dense_network(each, ()) for each in (three, wide))


@check(
    points=1,
    after=is_one_linear_unit,
    hints=(
        "Which settings does your layer have besides its number of units?",
        (
            "A Dense layer can learn as Keras makes it: its weights begin at random, and training "
            "changes them."
        ),
        (
            "keras.layers.Dense(...) with the number of units alone, used as it is. Leave its "
            "other settings unchanged."
        ),
    ),
)
def learns(three: Answer, wide: Answer) -> Finding:
    """The model computes what its layers describe, and its loss falls in training"""
    neurons = (three, wide)
    return values.first_wrong(
        (
            *map(layers.does_what_its_layers_say, neurons),
            *map(layers.can_change, neurons),
            training.learns(three),
        )
    )


# ---- read_weights


def read_weights_questions(rng: np.random.Generator) -> dict[str, Question]:
    """Draw the weights of two neurons, one with several inputs and one with a single input.

    The several weights have both signs and are not sorted, and their bias is below zero, so that
    code that sorts numbers or drops their sign gives a wrong result.
    """
    sizes = np.sort(rng.choice(np.arange(0.31, 2.0, 0.13), 4, replace=False))
    several = linear_neuron(sizes[[1, 3, 0, 2]] * [1.0, -1.0, 1.0, -1.0], -sizes[0] - 0.06)
    one_input = linear_neuron(np.array([-0.71]), 0.23)
    return {"several": ask("read_weights", several), "one_input": ask("read_weights", one_input)}


@check(
    points=1,
    hints=(
        "How many things does the function return, and in which order?",
        "A function can return two things: they stand after return with a comma between them.",
        "The last line has this shape: return w, b",
    ),
)
def two_things(several: Answer) -> Finding:
    """A pair: the weights and the bias"""
    return pairs.is_pair(several)


@check(
    points=1,
    after=two_things,
    hints=(
        "What do you see if you print model.layers, and then get_weights() of the layer?",
        (
            "model.layers[0] is the Dense layer. Its get_weights() returns a list: the weights "
            "first, then the bias."
        ),
        (
            "Two lines: one takes the two arrays out of the list, as in first, second = ..., and "
            "one returns them."
        ),
    ),
)
def the_right_ones(several: Answer, one_input: Answer) -> Finding:
    """The w and b of the given model"""
    return values.first_wrong(map(pairs.holds_weights, (several, one_input)))


EXERCISE = Exercise(
    name="01_single_neuron",
    title="A single neuron",
    tasks=(
        Task("linear_unit", linear_unit_questions, (one_number, whole_array)),
        Task("neuron", neuron_questions, (one_example, whole_batch)),
        Task("build_neuron", build_neuron_questions, (is_a_model, is_one_linear_unit, learns)),
        Task("read_weights", read_weights_questions, (two_things, the_right_ones)),
    ),
    wording=(*LINE_MISTAKES, *NEURON_MISTAKES),
)
