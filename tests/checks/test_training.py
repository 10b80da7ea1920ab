"""Findings on training: curves that fit the model or not, and trainings that stop or not."""

import numpy as np
import pytest

from grader.checks import training
from grader.course import Answer, Training, ask
from grader.protocol.arrays import pack
from grader.protocol.events import Return
from grader.protocol.fits import Fit
from grader.protocol.models import Activation, Layer, Model
from grader.protocol.networks import DenseLayer, Network
from grader.protocol.values import Other, Text
from grader.records import Measurement, Outcome, TrainingRun

X = np.random.default_rng(0).normal(size=(50, 1))
Y = 3.0 * X[:, 0] + 1.0


def network(w: float, b: float) -> Network:
    return Network((DenseLayer(pack(np.array([[w]], "float32")), pack(np.array([b], "float32"))),))


def left(w: float, b: float, *, trainable: bool = True, fits: tuple[Fit, ...] = ()) -> Model:
    weights = network(w, b).layers[0]
    layer = Layer(
        "Dense",
        "Dense",
        1,
        Activation("linear"),
        trainable=trainable,
        weights=(weights.kernel, weights.bias),
    )
    return Model("Sequential", (layer,), True, (1,), is_argument=True, fits=fits)


def answer(*curves, w=3.0, b=1.1, before=0.1, after=0.1, trainable=True) -> Answer:
    returns = [
        Return(
            value if not isinstance(value, list) else pack(value, "list"),
            (left(w, b, trainable=trainable),),
        )
        for value in curves
    ]
    measured = Measurement(runs=(TrainingRun(before, after, "as built"),))
    question = ask("train", network(0.0, 0.0), X, Y, times=len(returns))
    return Answer(question, Outcome(tuple(returns)), measured)


def test_a_right_training_is_right():
    good = answer([2.0, 1.0, 0.5, 0.1], [0.1, 0.1], [0.1, 0.1])
    assert training.returns_curve(good).is_right
    assert training.trained_the_model(good).is_right
    assert training.curve_fits_model(good, tolerance=0.4).is_right
    assert training.stopped_when_flat(good, leaves=0.7).is_right


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (Other("History"), "losses.history_object"),
        (Text("0.1"), "value.wrong_type"),
        (pack(0.1, "number"), "losses.one_number"),
        (pack(np.zeros(0)), "losses.empty"),
        (pack([np.nan, 1.0]), "losses.not_finite"),
    ],
)
def test_a_value_that_is_not_a_curve_has_its_own_code(value, code):
    assert training.returns_curve(answer(value)).code == code


def test_an_unchanged_model_is_reported():
    found = training.trained_the_model(answer([1.0, 0.1], w=0.0, b=0.0))
    assert found.code == "train.same_weights"


def test_a_frozen_model_is_reported():
    frozen = answer([1.0, 0.1], w=0.0, b=0.0, trainable=False)
    assert training.trained_the_model(frozen).code == "train.frozen"


def test_a_model_that_did_not_improve_is_reported_with_both_losses():
    found = training.trained_the_model(answer([1.0, 0.1], w=-3.0))
    assert found.code == "train.not_better"
    assert found.details["after"] > found.details["before"] > 0


@pytest.mark.parametrize("curve", [[3.0, 2.0, 1.0], [0.5, 0.01], [0.0, 1.0, 2.0, 3.0]])
def test_a_forged_curve_is_reported(curve):
    assert not training.curve_fits_model(answer(curve), tolerance=0.4).is_right


def test_the_curve_may_end_above_its_best_epoch():
    assert training.curve_fits_model(answer([2.0, 0.1, 0.16]), tolerance=0.4).is_right


def test_a_training_whose_loss_would_still_fall_stopped_too_early():
    early = answer([2.0, 1.9, 1.8], before=1.8, after=0.1)
    found = training.stopped_when_flat(early, leaves=0.7)
    assert found.code == "train.stopped_too_early"
    assert (found.details["epochs"], found.details["after"]) == (3, 0.1)


def test_a_fixed_number_of_epochs_is_reported():
    found = training.stopped_by_itself(answer([2.0, 0.1], [0.1, 0.1], [0.1, 0.1]))
    assert (found.code, found.details["epochs"]) == ("train.fixed_epochs", 2)


def test_a_varying_number_of_epochs_is_right():
    assert training.stopped_by_itself(answer([2.0, 0.1, 0.1], [0.1, 0.1])).is_right


def test_a_later_call_without_a_list_is_reported():
    found = training.stopped_by_itself(answer([2.0, 0.1], Text("none")))
    assert found.code == "train.no_losses_again"


@pytest.mark.parametrize(
    ("after", "code"),
    [(np.nan, "diverged"), (1.0, "did_not_move"), (2.0, "rose"), (0.95, "fell_too_little")],
)
def test_the_ways_of_not_learning_have_different_codes(after, code):
    runs = (TrainingRun(1.0, after, "as built"),)
    assert training.learns(built(Measurement(runs=runs))).code == f"training.{code}"


def test_one_starting_point_that_learns_is_enough():
    runs = (TrainingRun(1.0, 1.0, "as built"), TrainingRun(1.0, 0.2, "new weights"))
    assert training.learns(built(Measurement(runs=runs))).is_right


def test_without_a_measurement_learning_is_not_verified():
    assert training.learns(built(None)).code == "training.not_verified"


def built(measured: Measurement | None) -> Answer:
    question = ask("build", 1, training=Training(X, Y))
    return Answer(question, Outcome((Return(left(1.0, 1.0)),)), measured)
