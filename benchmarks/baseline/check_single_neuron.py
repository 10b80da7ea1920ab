"""Exercise 1 as a plain pytest file, such as a course would write without this project."""

from __future__ import annotations

from types import ModuleType

import keras
import numpy as np
import pytest
from conftest import dense_of, losses_of_training, same_network

RNG = np.random.default_rng()


@pytest.mark.parametrize("x", [5.0, -1.3, RNG.normal(size=4), RNG.normal(size=(2, 3))])
@pytest.mark.parametrize(("w", "b"), [(2.5, 3.25), (-1.7, 0.4)])
def test_linear_unit(learner: ModuleType, x: np.ndarray | float, w: float, b: float) -> None:
    """The line w*x + b, for numbers and arrays."""
    result = learner.linear_unit(x, w, b)
    assert np.shape(result) == np.shape(x)
    np.testing.assert_allclose(result, w * x + b, rtol=1e-5)


@pytest.mark.parametrize("shape", [(2,), (6,), (4, 3), (2, 6)])
def test_neuron(learner: ModuleType, shape: tuple[int, ...]) -> None:
    """The weighted sum for single examples and batches."""
    x, w, b = RNG.normal(size=shape), RNG.normal(size=shape[-1]), -1.7
    result = learner.neuron(x, w, b)
    assert np.shape(result) == shape[:-1]
    np.testing.assert_allclose(result, x @ w + b, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("n_inputs", [3, 6])
def test_build_neuron(learner: ModuleType, n_inputs: int) -> None:
    """One Dense layer: one unit, linear, with a bias."""
    model = learner.build_neuron(n_inputs)
    assert isinstance(model, keras.Model)
    assert model.input_shape == (None, n_inputs)
    assert dense_of(model) == [(1, "linear")]
    kernel, bias = model.get_weights()
    assert kernel.shape == (n_inputs, 1)
    assert bias.shape == (1,)


@pytest.mark.parametrize("n_inputs", [3, 6])
def test_predictions(learner: ModuleType, n_inputs: int) -> None:
    """The model predicts the same as a network that is built here with the same weights."""
    model = learner.build_neuron(n_inputs)
    x = RNG.normal(size=(8, n_inputs)).astype("float32")
    expected = same_network(model, n_inputs).predict(x, verbose=0)
    np.testing.assert_allclose(model.predict(x, verbose=0), expected, rtol=1e-4, atol=1e-5)


def test_it_learns(learner: ModuleType) -> None:
    """The loss falls in training."""
    x = RNG.normal(size=(64, 3)).astype("float32")
    y = x @ np.array([6.0, -5.0, 4.0]) + 5.0
    before, after = losses_of_training(learner.build_neuron(3), x, y, 0.1)
    assert after < 0.8 * before


def test_read_weights(learner: ModuleType) -> None:
    """The weights and the bias of the model that was given."""
    model = keras.Sequential([keras.Input(shape=(5,)), keras.layers.Dense(1)])
    kernel, bias = RNG.normal(size=(5, 1)), RNG.normal(size=1)
    model.set_weights([kernel, bias])
    w, b = learner.read_weights(model)
    np.testing.assert_allclose(np.reshape(w, -1), kernel[:, 0], rtol=1e-5)
    np.testing.assert_allclose(np.reshape(b, -1), bias, rtol=1e-5)
