"""Stochastic gradient descent: compile; sample, measure, adjust; train until the loss is flat."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.checks import batches, compiling, pairs, slopes, steps, training, values
from grader.course import (
    RIGHT,
    Answer,
    CompileSettings,
    Exercise,
    Finding,
    Generator,
    Mistake,
    Question,
    Task,
    Training,
    Wording,
    ask,
    batches_to_try,
    check,
    fractions,
    linear_neuron,
    wrong,
)

# ---- compile_model


def compile_model_questions(rng: np.random.Generator) -> dict[str, Question]:
    """Draw a neuron; the trainer trains it as the learner compiled it.

    Its weights are above 1, so that the decay of weights in AdamW shows beside Adam's steps. What
    the data need differs from the weights by the same amounts in every draw. So whether a learning
    rate can train does not hang on the draw.
    """
    weights, bias = fractions(rng, 3), float(rng.uniform(0.1, 0.5))
    x = np.random.default_rng(1).normal(size=(64, 3))
    y = x @ (weights + np.array([3.0, -6.0, 4.5])) + bias + 5.0
    trained = Training(x, y, steps=60, learning_rate=None, starts=1, falls_to=0.9999)
    tried = batches_to_try(rng, weights, bias)
    network = linear_neuron(weights, bias)
    return {"network": ask("compile_model", network, training=trained, batches=tried)}


@check(
    points=0,
    hints=(
        "Which method of the model takes the optimizer and the loss?",
        "Every Keras model has a method compile. It changes the model that it is called on.",
        (
            "One line: model.compile(optimizer=..., loss=...), for the model that the function is "
            "given."
        ),
    ),
)
def is_compiled(network: Answer) -> Finding:
    """The given model is compiled"""
    return compiling.is_compiled(network)


@check(
    points=1,
    after=is_compiled,
    hints=(
        "Which optimizer does the docstring ask for, and which one does your compile get?",
        (
            "compile takes the optimizer by name or as an instance. Adam's own learning rate "
            "needs no change."
        ),
        (
            'The example has optimizer="sgd". Yours has another name in the quotes, in small '
            "letters too."
        ),
    ),
)
def optimizer_is_adam(network: Answer) -> Finding:
    """The optimizer is Adam, with a learning rate that can train"""
    return values.in_turn(
        lambda: compiling.uses_optimizer(network, "Adam"),
        lambda: compiling.can_train(network, most=0.1),
        lambda: compiling.steps_like(network, "Adam"),
    )


@check(
    points=1,
    after=is_compiled,
    hints=(
        "Which loss does the docstring ask for, and which one does your compile get?",
        (
            "compile takes the loss by name or as an instance. The mean absolute error squares "
            "nothing."
        ),
        (
            'The example has loss="mean_squared_error". The name that you need is built in the '
            "same way."
        ),
    ),
)
def loss_is_mean_absolute_error(network: Answer) -> Finding:
    """The loss is the mean absolute error"""
    return compiling.uses_mean_absolute_error(network)


# ---- sample_batch

ALWAYS_ONE_ROW = Wording(
    "sample_batch.always_one_row",
    "In {calls} calls with a batch_size of 1, sample_batch always returned the row {row}. Expected "
    "every row of every batch to be drawn at random.",
)


def sample_batch_questions(rng: np.random.Generator) -> dict[str, Question]:
    """Draw a table of ten rows, so few that forty batches of eight rows leave none out.

    Each row of x has both signs, and so has y. All numbers have three decimals, so that batches
    that lose signs or decimals are seen, and are below 10, so that messages show the decimals.
    """
    sizes = np.round(0.057 + 0.9 * np.arange(10)[:, None] + rng.integers(1, 9, (10, 3)) / 10, 3)
    x = sizes[:, :2] * rng.permuted(np.tile([1.0, -1.0], (10, 1)), axis=1)
    y = sizes[:, 2] * rng.permutation(np.tile([1.0, -1.0], 5))
    seed, other = (int(s) for s in rng.integers(1, 2**31, 2))
    return {
        "many": ask("sample_batch", x, y, 8, Generator(seed), times=40),
        "same": ask("sample_batch", x, y, 3, Generator(seed), times=5),
        "again": ask("sample_batch", x, y, 3, Generator(seed), times=5),
        "other": ask("sample_batch", x, y, 3, Generator(other), times=5),
        "one_row": ask("sample_batch", x, y, 1, Generator(seed), times=20),
    }


@check(
    points=1,
    hints=(
        "How do x_batch and y_batch come to contain the same rows?",
        "Draw batch_size row numbers first; then take those rows of x and of y.",
        (
            "Two lines: rows = ..., the numbers drawn with rng. Then return x and y, each with "
            "[rows] behind it."
        ),
    ),
)
def matching_rows(
    many: Answer, same: Answer, again: Answer, other: Answer, one_row: Answer
) -> Finding:
    """batch_size rows of x, each with its own y"""
    return values.first_wrong(
        look(each)
        for each in (many, same, again, other, one_row)
        for look in (batches.has_rows, batches.rows_match)
    )


@check(
    points=1,
    after=matching_rows,
    hints=(
        "Which line of yours draws at random, and does it decide about every row of the batch?",
        "Each call draws all its row numbers anew, with the generator rng that it is given.",
        "rng.choice and rng.integers can draw batch_size numbers below len(x) at once.",
    ),
)
def at_random(many: Answer, same: Answer, again: Answer, other: Answer, one_row: Answer) -> Finding:
    """The rows are drawn at random with rng"""
    return values.in_turn(
        lambda: batches.rows_differ(many),
        lambda: batches.follows_generator(same, again, other),
        lambda: not_always_one_row(one_row),
    )


def not_always_one_row(one_row: Answer) -> Finding:
    """Check that batches of one row do not all contain the same row.

    They do if a fixed row is put into every batch. For random rows the chance is 1e-19.
    """
    x = values.arguments_of(one_row)[0]
    rows = [batch[0] for each in one_row.returns if (batch := pairs.pair_in(each.value))]
    if not all(np.array_equal(each, rows[0]) for each in rows):
        return RIGHT
    row = int(np.argmin(np.sum(np.abs(x - rows[0]), axis=1)))
    return wrong("sample_batch.always_one_row", calls=len(rows), row=row)


# ---- measure_loss


def mean_absolute_error(true: Any, predicted: Any) -> Any:
    """Return mean(|true - predicted|), the formula of the task."""
    return np.mean(np.abs(true - predicted))


LOSS_MISTAKES = (
    Mistake(
        "measure_loss.squared",
        "The errors are squared. Expected their absolute values.",
        lambda t, p: np.mean((t - p) ** 2),
    ),
    Mistake(
        "measure_loss.root_of_squared",
        "This is the root of the mean squared error. Expected the mean of the absolute values.",
        lambda t, p: np.sqrt(np.mean((t - p) ** 2)),
    ),
    Mistake(
        "measure_loss.sum",
        "The errors are added up. Expected their mean.",
        lambda t, p: np.sum(np.abs(t - p)),
    ),
    Mistake(
        "measure_loss.no_absolute_value",
        "Errors above and below cancel out: the absolute value is missing.",
        lambda t, p: np.mean(t - p),
    ),
    Mistake(
        "measure_loss.no_absolute_value",
        "Errors above and below cancel out: the absolute value is missing.",
        lambda t, p: np.mean(p - t),
    ),
    Mistake(
        "measure_loss.absolute_of_mean",
        "The absolute value is taken of the mean. Expected the mean of the absolute values.",
        lambda t, p: np.abs(np.mean(t - p)),
    ),
    Mistake(
        "measure_loss.median",
        "This is the median. Expected the mean.",
        lambda t, p: np.median(np.abs(t - p)),
    ),
    Mistake(
        "measure_loss.largest",
        "This is the largest error. Expected the mean.",
        lambda t, p: np.max(np.abs(t - p)),
    ),
    Mistake(
        "measure_loss.one_per_row",
        "This is one error for each row. Expected their mean.",
        lambda t, p: np.abs(t - p),
    ),
    Mistake(
        "measure_loss.sum_of_errors",
        "This is only the sum of the errors. Expected the mean of their absolute values.",
        lambda t, p: np.sum(t - p),
    ),
    Mistake(
        "measure_loss.first_error_divided",
        "This is the first error alone, divided by the number of rows. Is the return inside the "
        "loop?",
        lambda t, p: abs(t[0] - p[0]) / len(t),
    ),
    Mistake(
        "measure_loss.first_error",
        "This is the first error alone. Is the return inside the loop?",
        lambda t, p: abs(t[0] - p[0]),
    ),
)


def measure_loss_questions(rng: np.random.Generator) -> dict[str, Question]:
    """Ask for errors of both signs and of different sizes, fixed and drawn."""
    true = fractions(rng, 7)
    errors = np.abs(fractions(rng, 7)) * rng.permutation([1.0, -1.0, 1.0, 1.0, -1.0, 0.0, 1.0])
    return {
        "short": ask("measure_loss", np.array([1.0, 2.0, 4.0]), np.array([1.5, 0.0, 4.25])),
        "both": ask(
            "measure_loss",
            np.array([-2.31, 0.57, 1.83, -0.29, 3.0]),
            np.array([-0.94, -1.2, 1.83, 0.47, 0.613]),
        ),
        "long": ask("measure_loss", true, np.round(true + errors, 2)),
    }


@check(
    points=1,
    hints=(
        "One error is 2, another is -2. What should their loss be, and what is yours?",
        (
            "A distance has no sign. The loss is the average of the distances between truth and "
            "prediction."
        ),
        (
            "Three steps in this order: the differences, their absolute values, the mean. NumPy "
            "has a function for each of the last two."
        ),
    ),
)
def is_mean_absolute_error(short: Answer, both: Answer, long: Answer) -> Finding:
    """mean(|y_true - y_pred|), one number"""
    return values.equal((short, both, long), mean_absolute_error, LOSS_MISTAKES)


# ---- adjust_weights


ANY_SIGN = np.array([[2.0, -1.5], [-1.0, 3.0], [0.5, 2.5], [-3.0, -0.5], [1.5, 1.0]])


EXACT_Y = ANY_SIGN @ [2.0, -1.0] + 0.5 - np.array([4.0, -7.0, 0.0, -3.0, 6.0])


def adjust_weights_questions(rng: np.random.Generator) -> dict[str, Question]:
    """Draw batches in which all predictions are too low, all are too high, or both occur.

    Each input has the same sign in all rows, so that the slope along its weight has the same sign
    for every row, whichever loss is used. Where all predictions are too low, y is below zero in
    every row, and above zero where all are too high: y or b alone show the wrong direction.
    All gaps are so large that a step without the rate does not go too far in any draw.
    In the mixed batch, one row has a large error, and the others have small errors of the other
    sign. Where the inputs have any sign, the mean slope is neither the median nor a product of
    means. The slopes of the steep batch are far above 1. In the near batch all errors are small and
    the rate is high: a step of w or of b alone gives errors of the other sign.
    One row of the exact batch is predicted exactly.
    """
    x = np.abs(fractions(rng, (6, 2))) * rng.permutation([1.0, -1.0])
    w = fractions(rng, 2)
    gap = np.abs(fractions(rng, 6)) + 20.0
    y = x @ w
    wide = np.abs(fractions(rng, (5, 4))) * rng.permutation([1.0, -1.0, 1.0, -1.0])
    wide_w = fractions(rng, 4)
    wide_y = wide @ wide_w - 60.5 - np.abs(fractions(rng, 5)) - 40.0
    steep_y = 20.0 * ANY_SIGN @ w + 0.5 - np.array([40.0, -70.0, 20.0, -30.0, 60.0])
    any_y = ANY_SIGN @ w + 0.5 - np.array([4.0, -7.0, 2.0, -3.0, 6.0])
    near_y = ANY_SIGN @ w + 0.5 - 0.05 * np.array([1.0, -1.0, 1.0, -1.0, 1.0])
    alike = np.round(2.0 + rng.uniform(0.0, 0.6, (4, 2)), 2)
    errors = np.array([20.0, -1.0, -1.5, -1.2]) * rng.choice([-1.0, 1.0])  # prediction - y
    return {
        "too_low": ask("adjust_weights", w, -80.5, x, y - 80.5 + gap, 0.01),
        "too_high": ask("adjust_weights", w, 80.5, x, y + 80.5 - gap, 0.01),
        "twice_the_rate": ask("adjust_weights", w, -80.5, x, y - 80.5 + gap, 0.02),
        "wide": ask("adjust_weights", wide_w, -60.5, wide, wide_y, 0.01),
        "mixed": ask("adjust_weights", w, 0.5, alike, alike @ w + 0.5 - errors, 0.01),
        "any_sign": ask("adjust_weights", w, 0.5, ANY_SIGN, any_y, 0.01),
        "steep": ask("adjust_weights", w, 0.5, 20.0 * ANY_SIGN, steep_y, 0.001),
        "near": ask("adjust_weights", w, 0.5, ANY_SIGN, near_y, 0.5),
        "exact": ask("adjust_weights", np.array([2.0, -1.0]), 0.5, ANY_SIGN, EXACT_Y, 0.01),
    }


@check(
    points=0,
    hints=(
        "How many things does the function return, and what are their shapes?",
        (
            "Return two things with a comma between them: the new w, with one number for each "
            "input as before, and the new b, one number."
        ),
        "The last line has this shape: return w, b",
    ),
)
def new_w_and_b(
    too_low: Answer,
    too_high: Answer,
    twice_the_rate: Answer,
    wide: Answer,
    mixed: Answer,
    any_sign: Answer,
    steep: Answer,
    near: Answer,
    exact: Answer,
) -> Finding:
    """A pair: the new w, of the same shape, and the new b"""
    every = (too_low, too_high, twice_the_rate, wide, mixed, any_sign, steep, near, exact)
    return values.first_wrong(map(steps.keeps_shapes, every))


@check(
    points=1,
    after=new_w_and_b,
    hints=(
        (
            "Where the prediction is too low, must a weight grow or shrink if its input is "
            "positive? And if its input is negative?"
        ),
        (
            "If a weight grows a little, the prediction grows by as much, times the input. So two "
            "things decide about the slope of a row: whether its prediction is too high or too "
            "low, and its input. How large the error is does not matter."
        ),
        (
            "The slope of a row along a weight is a sign times the input: 1 times the input where "
            "the prediction is too high, -1 times the input where it is too low, 0 where it is "
            "exact. Take the mean over the rows. Along b it is the mean of the signs alone. "
            "np.sign gives the signs."
        ),
    ),
)
def downhill(
    too_low: Answer, too_high: Answer, wide: Answer, mixed: Answer, any_sign: Answer, near: Answer
) -> Finding:
    """The loss on the batch gets smaller"""
    finding = values.in_turn(
        lambda: values.first_wrong(map(steps.goes_downhill, (too_low, too_high, wide))),
        lambda: steps.weighs_rows_alike(mixed),
    )
    every = (too_low, too_high, wide, mixed, any_sign, near)
    return finding if finding.is_right else slopes.mistaken(every) or finding


@check(
    points=1,
    after=downhill,
    hints=(
        "How long is a step for the slope 3 and the learning rate 0.1?",
        (
            "The step is the learning rate times the slope. The slope of the loss is the mean "
            "over the rows, not the sum, and the old w and b are used for all slopes."
        ),
        "Two lines, one for w and one for b: new = old - learning_rate * slope.",
    ),
)
def scaled(
    too_low: Answer,
    too_high: Answer,
    twice_the_rate: Answer,
    any_sign: Answer,
    steep: Answer,
    near: Answer,
    exact: Answer,
) -> Finding:
    """The step is learning_rate times the slope"""
    every = (too_low, too_high, twice_the_rate, any_sign, steep, near)
    finding = values.in_turn(
        lambda: steps.scales_with_rate(too_low, twice_the_rate),
        lambda: values.first_wrong(map(steps.follows_slope, every)),
        lambda: steps.takes_exact_rows(exact),
    )
    return finding if finding.is_right else slopes.mistaken(every) or finding


# ---- train

ROWS = 64
NOISE = 0.16
RATE = 0.008
DISTANCE = 0.64
"""How far each weight is from where training takes it. Adam's steps are as long as the rate."""
FALLS_TO = 0.995
"""One step makes the loss smaller by one percent. Another check reports that it is too few."""


def train_questions(rng: np.random.Generator) -> dict[str, Question]:
    """Draw data with some noise, so that the loss stops falling above zero.

    A linear neuron has no unlucky starting weights. Each weight is 80 steps from its best value, so
    the loss falls steadily for 45 epochs with batches of 32 rows, for 85 with all rows in one
    batch, and then stays the same. Its decrease in each epoch is far above chance, and far below
    what a large min_delta asks for. Everyone gets the same data with its inputs in another order
    and with other signs. Training then takes equally long for everyone, and the weights are
    unpredictable.

    train is called again on the same model, to see whether its number of epochs depends on the
    loss, and a third time if the first two calls ran equally many epochs.
    """
    same = np.random.default_rng(1)
    x = same.normal(size=(ROWS, 3))
    weights, bias = np.array([0.4, 0.2, -0.3]), 0.1
    best = weights + DISTANCE * np.array([1.0, -1.0, 1.0])
    y = x @ best + bias + DISTANCE + same.normal(scale=NOISE, size=ROWS)
    order, signs = rng.permutation(3), rng.choice([-1.0, 1.0], 3)
    x, weights = x[:, order] * signs, weights[order] * signs
    further = Training(x, y, steps=120, learning_rate=RATE, starts=1, falls_to=0.0)
    network = linear_neuron(weights, bias, compiled=CompileSettings("Adam", RATE, "mae"))
    call = ask("train", network, x, y, times=3, training=further, until_lengths_differ=True)
    return {"model": call}


@check(
    points=0,
    hints=(
        "What does fit return, and where in it are the losses?",
        "fit returns an object whose history contains the loss of every epoch, as in the example.",
        "The last line returns the list that the last line of the example shows.",
    ),
)
def a_list_of_losses(model: Answer) -> Finding:
    """A list with the loss after each epoch"""
    return training.returns_curve(model)


@check(
    points=1,
    after=a_list_of_losses,
    hints=(
        "Which model does your function train, and where do the losses that it returns come from?",
        (
            "Train the given model, with its own fit or train_on_batch, and return the losses of "
            "this training."
        ),
        (
            "With fit: history = model.fit(...), then return its losses. Without fit, mind the "
            "shapes: model.predict returns shape (rows, 1), and subtracting y of shape (rows,) "
            "from it gives a table."
        ),
    ),
)
def really_trains(model: Answer) -> Finding:
    """The given model is trained, and the losses are its own"""
    return values.in_turn(
        lambda: training.trained_the_model(model, falls_to=FALLS_TO),
        lambda: training.lists_every_epoch(model),
        lambda: training.curve_fits_model(model, tolerance=0.4),
        lambda: training.lists_what_fit_reported(model),
    )


@check(
    points=1,
    after=really_trains,
    hints=(
        (
            "Does the loss still fall in the last epochs? How can a program see that it no longer "
            "does?"
        ),
        (
            "Allow for many more epochs than needed, and end the training when the loss has not "
            "decreased for some epochs."
        ),
        (
            "model.fit(x, y, epochs=..., callbacks=[...], verbose=0) with a large number of "
            "epochs, and a callback that waits for a few epochs without a smaller loss. The name "
            "of this waiting is patience."
        ),
    ),
)
def long_enough(model: Answer) -> Finding:
    """Training continues until the loss no longer decreases"""
    return training.stopped_when_flat(model, leaves=0.7)


@check(
    points=1,
    after=long_enough,
    hints=(
        "What ends your training: a number of epochs that you chose, or the loss?",
        (
            "A callback can look at the loss after each epoch and end the training. "
            "keras.callbacks.EarlyStopping does."
        ),
        (
            "EarlyStopping(monitor=..., patience=...) in the list of callbacks. monitor names the "
            "number to watch. If you leave it out, that is a loss on other data, which this "
            "training does not have."
        ),
    ),
)
def stops(model: Answer) -> Finding:
    """Training stops by itself"""
    return training.stopped_by_itself(model)


EXERCISE = Exercise(
    name="03_sgd",
    title="Stochastic gradient descent",
    tasks=(
        Task(
            "compile_model",
            compile_model_questions,
            (is_compiled, optimizer_is_adam, loss_is_mean_absolute_error),
        ),
        Task("sample_batch", sample_batch_questions, (matching_rows, at_random)),
        Task("measure_loss", measure_loss_questions, (is_mean_absolute_error,)),
        Task("adjust_weights", adjust_weights_questions, (new_w_and_b, downhill, scaled)),
        Task("train", train_questions, (a_list_of_losses, really_trains, long_enough, stops)),
    ),
    wording=(ALWAYS_ONE_ROW, *LOSS_MISTAKES),
)
