"""Exercise 2 as a plain pytest file, such as a course would write without this project."""

from __future__ import annotations

from types import ModuleType

import keras
import numpy as np
import pytest
from conftest import dense_of, losses_of_training, same_network

RNG = np.random.default_rng()
SIZES = [(3, [4]), (5, [8, 4, 6])]


@pytest.mark.parametrize("x", [2.5, -1.3, 0.0, RNG.normal(size=7), RNG.normal(size=(3, 4))])
def test_relu(learner: ModuleType, x: np.ndarray | float) -> None:
    """max(0, x) for numbers and arrays."""
    result = learner.relu(x)
    assert np.shape(result) == np.shape(x)
    np.testing.assert_allclose(result, np.maximum(0.0, x), rtol=1e-5)


@pytest.mark.parametrize("shape", [(2,), (6,), (9, 3), (5, 6)])
@pytest.mark.parametrize("b", [-0.7, 1.9])
def test_relu_unit(learner: ModuleType, shape: tuple[int, ...], b: float) -> None:
    """The weighted sum, and 0 where it is negative."""
    x, w = RNG.normal(size=shape), RNG.normal(size=shape[-1])
    result = learner.relu_unit(x, w, b)
    assert np.shape(result) == shape[:-1]
    np.testing.assert_allclose(result, np.maximum(0.0, x @ w + b), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize(("n_inputs", "hidden"), SIZES)
def test_build_deep_network(learner: ModuleType, n_inputs: int, hidden: list[int]) -> None:
    """Dense ReLU layers of these sizes, then one linear unit."""
    model = learner.build_deep_network(n_inputs, list(hidden))
    assert isinstance(model, keras.Model)
    assert model.input_shape == (None, n_inputs)
    assert dense_of(model) == [*((units, "relu") for units in hidden), (1, "linear")]
    kernels = [weights.shape for weights in model.get_weights()[::2]]
    assert kernels == list(zip([n_inputs, *hidden], [*hidden, 1], strict=True))


@pytest.mark.parametrize(("n_inputs", "hidden"), SIZES)
def test_predictions(learner: ModuleType, n_inputs: int, hidden: list[int]) -> None:
    """The model predicts the same as a network that is built here with the same weights."""
    model = learner.build_deep_network(n_inputs, list(hidden))
    x = RNG.normal(size=(8, n_inputs)).astype("float32")
    expected = same_network(model, n_inputs).predict(x, verbose=0)
    np.testing.assert_allclose(model.predict(x, verbose=0), expected, rtol=1e-4, atol=1e-5)


def test_it_learns(learner: ModuleType) -> None:
    """The loss falls in training."""
    keras.utils.set_random_seed(1)
    x = RNG.normal(size=(64, 3)).astype("float32")
    y = 4.0 * np.abs(x[:, 0]) + 2.0 * np.sum(x, axis=1) + 3.0
    before, after = losses_of_training(learner.build_deep_network(3, [8, 4]), x, y, 0.05)
    assert after < 0.8 * before
