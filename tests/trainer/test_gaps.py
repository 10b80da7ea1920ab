"""Comparing the trial of a learner's process with the trainer's."""

import math

import numpy as np
import pytest

from grader.course import linear_neuron
from grader.protocol.arrays import pack
from grader.protocol.trials import Loss, Step, Trial
from grader.trainer.gaps import trial_gap

START = np.array([[1.0], [2.0]])
NEURON = linear_neuron(START.ravel(), 4.0)


def arrays(kernel, bias=4.0):
    return pack(np.asarray(kernel, "float32")), pack(np.array([bias], "float32"))


def steps(*moves: float) -> Trial:
    return Trial(steps=tuple(Step(0.1, arrays(START + move, 4.0 + move)) for move in moves))


def losses(*pairs: tuple[float, float]) -> Trial:
    return Trial(tuple(Loss(value, arrays([[slope]], 0.5)) for value, slope in pairs))


def weights_gap(theirs: Trial, ours: Trial) -> float:
    return trial_gap(theirs, ours, NEURON).weights


def test_the_same_steps_have_no_gap():
    assert weights_gap(steps(0.1, 0.2), steps(0.1, 0.2)) == 0.0


def test_the_gap_of_steps_is_relative_to_the_movement():
    assert weights_gap(steps(0.11), steps(0.1)) == pytest.approx(0.1, rel=0.05)
    assert weights_gap(steps(10.0, 22.0), steps(10.0, 20.0)) == pytest.approx(0.1, rel=0.05)


def test_what_float32_rounds_is_no_gap_however_tiny_the_steps_are():
    assert weights_gap(steps(1e-7), steps(2e-7)) < 3e-4
    assert weights_gap(steps(0.0), steps(1e-5)) > 3e-3


def test_missing_and_surplus_steps_are_an_infinite_gap():
    assert weights_gap(steps(0.1), steps(0.1, 0.2)) == math.inf
    assert weights_gap(steps(0.1, 0.2), steps(0.1)) == math.inf
    assert weights_gap(Trial(), Trial()) == math.inf


@pytest.mark.parametrize("kernel", [[[math.nan], [1.0]], [[math.inf], [1.0]], [[1.0]], [1.0, 2.0]])
def test_weights_that_are_not_numbers_or_of_another_shape_are_an_infinite_gap(kernel):
    theirs = Trial(steps=(Step(0.1, arrays(kernel)),))
    assert weights_gap(theirs, steps(0.1)) == math.inf


def test_weights_that_are_not_numbers_on_both_sides_are_an_infinite_gap():
    assert weights_gap(steps(math.nan), steps(math.nan)) == math.inf


def test_each_loss_stands_beside_the_expected_one_with_the_gap_of_its_slopes():
    first, second = trial_gap(
        losses((1.5, 2.0), (3.0, 5.0)), losses((1.0, 2.0), (3.0, 4.0)), NEURON
    ).losses
    assert (first.received, first.expected, first.slopes) == (1.5, 1.0, 0.0)
    assert (second.received, second.expected, second.slopes) == (3.0, 3.0, 0.25)


def test_missing_slopes_are_an_infinite_gap():
    theirs = Trial((Loss(1.0),))
    assert trial_gap(theirs, losses((1.0, 2.0)), NEURON).losses[0].slopes == math.inf
