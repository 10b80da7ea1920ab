"""Judging curves: what fits a model, what was stopped too early, what never stopped."""

import numpy as np
import pytest

from grader.checks import training
from grader.course.exercise import Outcome, ask
from grader.records import Measurement, TrainingRun
from grader.sandbox.messages import Activation, DenseLayer, Layer, Model, Network, Other, Text, Turn
from grader.sandbox.wire import pack

X = np.random.default_rng(0).normal(size=(50, 1))
Y = 3.0 * X[:, 0] + 1.0


def network(w: float, b: float) -> Network:
    return Network(
        (DenseLayer(pack(np.array([[w]], "float32")), pack(np.array([b], "float32"))),), 0.05
    )


def left(w: float, b: float, *, trainable: bool = True) -> Model:
    weights = network(w, b).layers[0]
    layer = Layer(
        "Dense",
        "Dense",
        1,
        Activation("linear"),
        trainable=trainable,
        weights=(weights.kernel, weights.bias),
    )
    return Model("Sequential", (layer,), True, (1,), is_given=True)


def outcome(*curves, w=3.0, b=1.1, before=0.1, after=0.1, trainable=True) -> Outcome:
    turns = [
        Turn(
            value if not isinstance(value, list) else pack(value, "list"),
            (left(w, b, trainable=trainable),),
        )
        for value in curves
    ]
    run = TrainingRun(before, after, "as built")
    return Outcome(
        ask("train", network(0.0, 0.0), X, Y, times=len(turns)),
        tuple(turns),
        Measurement(runs=(run,)),
    )


def test_a_right_training_is_right():
    good = outcome([2.0, 1.0, 0.5, 0.1], [0.1, 0.1], [0.1, 0.1])
    assert training.returns_curve(good).is_right
    assert training.trained_the_model(good).is_right
    assert training.curve_fits_model(good, tolerance=0.4).is_right
    assert training.stopped_when_flat(good, leaves=0.7).is_right
    assert training.stopped_by_itself(good).is_right


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (Other("History"), "History object"),
        (Text("0.1"), "the text"),
        (pack(0.1, "number"), "one number"),
        (pack(np.zeros(0)), "empty"),
        (pack([np.nan, 1.0]), "nan"),
    ],
)
def test_what_is_no_curve_is_told(value, says):
    assert says in training.returns_curve(outcome(value)).message


def test_an_unchanged_model_is_seen():
    assert "same weights" in training.trained_the_model(outcome([1.0, 0.1], w=0.0, b=0.0)).message


def test_a_frozen_model_is_named():
    frozen = outcome([1.0, 0.1], w=0.0, b=0.0, trainable=False)
    assert "frozen" in training.trained_the_model(frozen).message


def test_a_model_that_got_no_better_is_told_with_both_losses():
    assert "clearly smaller" in training.trained_the_model(outcome([1.0, 0.1], w=-3.0)).message


@pytest.mark.parametrize("curve", [[3.0, 2.0, 1.0], [0.5, 0.01], [0.0, 1.0, 2.0, 3.0]])
def test_a_forged_curve_does_not_fit(curve):
    assert not training.curve_fits_model(outcome(curve), tolerance=0.4).is_right


def test_the_curve_may_end_above_its_best_epoch():
    assert training.curve_fits_model(outcome([2.0, 0.1, 0.16]), tolerance=0.4).is_right


def test_a_loss_that_would_still_fall_was_stopped_too_early():
    early = outcome([2.0, 1.9, 1.8], before=1.8, after=0.1)
    message = training.stopped_when_flat(early, leaves=0.7).message
    assert "after 3 epochs" in message
    assert "0.1" in message


def test_equally_many_epochs_with_nothing_left_to_learn_is_not_stopping():
    fixed = outcome([2.0, 0.1], [0.1, 0.1], [0.1, 0.1])
    assert "2 epochs" in training.stopped_by_itself(fixed).message


@pytest.mark.parametrize(
    ("after", "says"), [(np.nan, "diverged"), (1.0, "did not move"), (2.0, "rose"), (0.95, "only")]
)
def test_not_learning_is_told_apart(after, says):
    run = TrainingRun(1.0, after, "as built")
    data = training_of()
    judged = Outcome(data, (Turn(left(1.0, 1.0)),), Measurement(runs=(run,)))
    assert says in training.learns(judged).message


def test_one_start_that_learns_is_enough():
    runs = (TrainingRun(1.0, 1.0, "as built"), TrainingRun(1.0, 0.2, "new weights"))
    judged = Outcome(training_of(), (Turn(left(1.0, 1.0)),), Measurement(runs=runs))
    assert training.learns(judged).is_right


def test_without_a_measurement_nothing_is_guessed():
    judged = Outcome(training_of(), (Turn(left(1.0, 1.0)),), None)
    assert "could not verify" in training.learns(judged).message


def training_of():
    from grader.course.exercise import Training

    return ask("build", 1, training=Training(X, Y))
