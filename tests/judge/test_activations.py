"""Recognising activation functions by their samples, whatever their names."""

import numpy as np
import pytest

from grader.judge.activations import FUNCTIONS, activation_name
from grader.protocol.arrays import pack
from grader.protocol.models import ACTIVATION_GRID, Activation

GRID = np.array(ACTIVATION_GRID)


def mine(values) -> Activation:
    return Activation("mine", pack(np.asarray(values, "float32")))


def test_a_keras_function_has_its_name():
    assert activation_name(Activation("gelu")) == "gelu"


@pytest.mark.parametrize(
    ("values", "name"),
    [
        (np.where(GRID > 0, GRID, 0.0), "relu"),
        (0.5 + np.tanh(GRID / 2) / 2, "sigmoid"),
        (1 - 2 / (np.exp(2 * GRID) + 1), "tanh"),
        (np.minimum(np.maximum(GRID, 0), 6), "relu6"),
        (np.maximum(GRID, 0.3 * GRID), "leaky_relu"),
        (np.logaddexp(0, GRID), "softplus"),
        (np.where(GRID > 0, GRID, np.exp(GRID) - 1), "elu"),
        (np.sqrt(GRID**2), "abs"),
        (GRID.copy(), "linear"),
        (np.maximum(GRID, 0) + 5e-5, "relu"),
    ],
)
def test_a_function_is_recognised_by_its_values(values, name):
    assert activation_name(mine(values)) == name


@pytest.mark.parametrize(
    "values",
    [
        np.sin(GRID),
        np.maximum(GRID, 0.1),
        np.maximum(GRID, 0)[:-1],
        np.full(GRID.shape, np.nan),
        np.zeros(0),
    ],
)
def test_an_unknown_function_keeps_its_own_name(values):
    assert activation_name(mine(values)) == "mine"


def test_no_two_known_functions_have_the_same_samples():
    for name, function in FUNCTIONS.items():
        assert activation_name(mine(function(GRID))) == name
