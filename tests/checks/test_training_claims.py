"""Findings on curves and models that do not belong together."""

import msgspec
import numpy as np
import pytest

from grader.checks import training
from grader.course import Answer
from grader.protocol.models import LOSS_PREDICTED, LOSS_TRUE, Activation, Compiled, Layer
from grader.records import Outcome
from tests.checks.sentences import said
from tests.checks.test_training import answer, left

SQUARED = float(np.mean((np.array(LOSS_TRUE) - np.array(LOSS_PREDICTED)) ** 2))


def with_model(made: Answer, **changes) -> Answer:
    """Return the answer with its first model changed."""
    first, *later = made.returns
    changed = msgspec.structs.replace(first.models[0], **changes)
    return Answer(
        made.question,
        Outcome((msgspec.structs.replace(first, models=(changed,)), *later)),
        made.measured,
    )


@pytest.mark.parametrize(
    ("curve", "code", "says"),
    [
        ([0.0, 1.0, 2.0], "losses.epoch_numbers", "the numbers of the epochs, from 0 to 2."),
        ([1.0, 2.0, 3.0], "losses.epoch_numbers", "the numbers of the epochs, from 1 to 3."),
        ([0.0, 1.0, 3.0], "losses.rising", "train returned go up, from 0 to 3,"),
        ([3.0, 2.0, 1.0], "losses.do_not_fit_model", "end at 1, but the trained model has a loss"),
        ([1.0, 0.01], "losses.do_not_fit_model", "end at 0.01, but the trained model"),
    ],
)
def test_a_curve_that_does_not_belong_to_the_model_is_reported(curve, code, says):
    finding = training.curve_fits_model(answer(curve), tolerance=0.4)
    assert finding.code == code
    assert says in said(finding)


def test_another_compiled_loss_is_reported_if_it_explains_the_curve():
    squared = Compiled("Adam", True, 0.01, "mse", loss_value=SQUARED)
    finding = training.curve_fits_model(
        with_model(answer([3.0, 2.0, 1.0]), compiled=squared), tolerance=0.4
    )
    assert finding.code == "train.compiled_again"
    assert "with another loss: the mean squared error." in said(finding)


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (Layer("Dropout", "Dropout"), *left(3.0, 1.1).layers),
        (msgspec.structs.replace(left(3.0, 1.1).layers[0], activation=Activation("relu")),),
    ],
)
def test_a_model_whose_layers_changed_is_not_measured(parts):
    finding = training.trained_the_model(with_model(answer([1.0, 0.1]), layers=parts))
    assert finding.code == "train.layers_changed"
    assert "could not verify the model after train" in said(finding)


def test_losses_of_a_model_that_still_improves_are_right():
    """While the loss still falls, the model is better than the average of the last epoch."""
    early = answer([2.0, 0.2], b=1.11, before=0.11, after=0.01)
    assert training.curve_fits_model(early, tolerance=0.4).is_right
    flat = answer([2.0, 0.2], b=1.11, before=0.11, after=0.11)
    assert training.curve_fits_model(flat, tolerance=0.4).code == "losses.do_not_fit_model"


def test_a_curve_may_be_a_column():
    column = answer([[2.0], [1.0]])
    assert training.curve_of(column).tolist() == [2.0, 1.0]
    assert training.curve_of(answer([[2.0, 1.0], [1.0, 0.5]])) is None
