"""Which losses suit which labels, and what a constant prediction costs."""

import numpy as np
import pytest

from grader.protocol.arrays import pack
from grader.protocol.trainings import LossFunction
from grader.trainer.losses import constant_loss, suits, usual_loss, yardstick
from tests.trainer.trainings import LINE, SIDE, setup, with_output

NUMBERS = np.array([[-2.0], [0.5], [7.0], [7.0]])
SIDES = np.array([[0.0], [1.0], [1.0], [1.0]])
CLASSES = np.array([[0.0], [2.0], [2.0], [1.0]])
ONE_HOT = np.eye(3)[[0, 2, 2, 1]]


@pytest.mark.parametrize(
    ("name", "y", "outputs", "expected"),
    [
        ("mean_squared_error", NUMBERS, 1, True),
        ("mean_squared_error", NUMBERS, 3, False),
        ("mean_error", NUMBERS, 1, False),
        ("without_slope", NUMBERS, 1, False),
        ("binary_crossentropy", SIDES, 1, True),
        ("binary_crossentropy", NUMBERS, 1, False),
        ("categorical_crossentropy", ONE_HOT, 3, True),
        ("categorical_crossentropy", SIDES, 1, False),
        ("sparse_categorical_crossentropy", CLASSES, 3, True),
        ("sparse_categorical_crossentropy", CLASSES, 2, False),
        ("sparse_categorical_crossentropy", NUMBERS, 9, False),
    ],
)
def test_a_loss_suits_labels_that_it_was_made_for(name, y, outputs, expected):
    assert suits(LossFunction(name), y, outputs) == expected


@pytest.mark.parametrize(
    ("y", "outputs", "activation", "expected"),
    [
        (NUMBERS, 1, "linear", LossFunction("mean_squared_error")),
        (SIDES, 1, "linear", LossFunction("binary_crossentropy", from_logits=True)),
        (SIDES, 1, "sigmoid", LossFunction("binary_crossentropy")),
        (ONE_HOT, 3, "softmax", LossFunction("categorical_crossentropy")),
        (CLASSES, 3, "relu", LossFunction("sparse_categorical_crossentropy", from_logits=True)),
    ],
)
def test_the_usual_loss_follows_from_the_labels_and_the_output(y, outputs, activation, expected):
    assert usual_loss(y, outputs, activation) == expected


def test_a_training_is_measured_by_its_own_loss_if_that_means_anything():
    assert yardstick(setup(loss=LossFunction("huber"))) == LossFunction("huber")
    assert yardstick(setup(loss=LossFunction("mean_error"))) == LossFunction("mean_absolute_error")
    wrong = setup(loss=LossFunction("binary_crossentropy"), y=pack(LINE))
    assert yardstick(wrong) == LossFunction("mean_squared_error")
    sides = setup(loss=LossFunction("without_slope"), y=pack(SIDE), network=with_output("sigmoid"))
    assert yardstick(sides) == LossFunction("binary_crossentropy")


@pytest.mark.parametrize(
    ("name", "y", "loss_of"),
    [
        ("mean_squared_error", NUMBERS, lambda c: np.mean((NUMBERS - c) ** 2)),
        ("mean_absolute_error", NUMBERS, lambda c: np.mean(np.abs(NUMBERS - c))),
        (
            "binary_crossentropy",
            SIDES,
            lambda c: np.mean(-SIDES * np.log(c) - (1 - SIDES) * np.log(1 - c)),
        ),
    ],
)
def test_no_constant_has_a_smaller_loss(name, y, loss_of):
    tried = np.linspace(0.001, 0.999, 999) if name.startswith("binary") else np.linspace(-9, 9, 999)
    smallest = min(map(loss_of, tried))
    assert constant_loss(name, y) == pytest.approx(smallest, rel=1e-3)


def test_classes_cost_as_much_as_the_same_classes_one_hot():
    sparse = constant_loss("sparse_categorical_crossentropy", CLASSES)
    assert sparse == pytest.approx(constant_loss("categorical_crossentropy", ONE_HOT))
    assert sparse == pytest.approx(-(2 * 0.25 * np.log(0.25) + 0.5 * np.log(0.5)))


def test_labels_that_are_all_alike_cost_nothing():
    assert constant_loss("binary_crossentropy", np.ones((4, 1))) == 0
    assert constant_loss("huber", np.full((4, 1), 3.0)) == 0


def test_nan_suits_no_crossentropy():
    y = np.full((4, 1), np.nan)
    assert not suits(LossFunction("binary_crossentropy"), y, 1)
    assert usual_loss(y, 1, "linear") == LossFunction("mean_squared_error")
