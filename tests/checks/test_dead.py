"""Findings on hidden layers that return 0 for every row of the probe."""

import numpy as np
import pytest

from grader.checks import dead
from grader.course import Answer, ask
from grader.protocol.arrays import pack
from grader.protocol.events import Return
from grader.protocol.models import Activation, Layer, Model
from grader.records import Outcome
from tests.checks.sentences import said

PROBE = np.random.default_rng(0).normal(size=(16, 3))
SOME = np.random.default_rng(1).normal(size=(3, 4))
OUTPUT = (np.ones((4, 1)), np.zeros(1))


def found(*weights):
    """Check a network with these kernels and biases, relu in its hidden layers."""
    layers = [
        Layer(
            "Dense",
            "Dense",
            kernel.shape[1],
            Activation("relu" if number < len(weights) else "linear"),
            weights=(pack(kernel.astype("float32")), pack(bias.astype("float32"))),
        )
        for number, (kernel, bias) in enumerate(weights, start=1)
    ]
    model = Model("Sequential", tuple(layers), True, (3,))
    return dead.no_layer_starts_dead(
        Answer(ask("build", 3, probe=PROBE), Outcome((Return(model),)), None)
    )


@pytest.mark.parametrize("bias", [0.0, 0.5, -0.5])
def test_a_layer_that_returns_something_is_right(bias):
    assert found((SOME, np.full(4, bias)), OUTPUT).is_right


def test_a_bias_that_switches_a_layer_off_is_reported():
    finding = found((SOME, np.zeros(4)), (np.eye(4), np.full(4, -100.0)), OUTPUT)
    assert (finding.code, finding.details["number"]) == ("layers.dead_by_bias", 2)
    assert "Hidden layer 2 returns 0 for every input: its bias starts at -100" in said(finding)


def test_weights_that_all_start_at_zero_are_reported():
    finding = found((np.zeros((3, 4)), np.zeros(4)), OUTPUT)
    assert finding.code == "layers.dead_by_weights"
    assert "all its weights start at 0." in said(finding)


def test_one_unit_that_returns_something_is_enough():
    assert found((SOME, np.array([-100.0, 0.0, -100.0, -100.0])), OUTPUT).is_right


def test_a_layer_that_is_dead_by_chance_is_right():
    unlucky = -np.abs(np.random.default_rng(2).normal(size=(4, 4)))
    assert found((SOME, np.zeros(4)), (unlucky, np.zeros(4)), OUTPUT).is_right


def test_equal_weights_that_return_something_are_right():
    assert found((np.ones((3, 4)), np.zeros(4)), OUTPUT).is_right
