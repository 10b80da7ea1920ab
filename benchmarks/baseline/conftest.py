"""Shared by the baseline's checks: the learner's file, imported as an ordinary module."""

from __future__ import annotations

import importlib.util
import os
from types import ModuleType
from typing import Any

import keras
import numpy as np
import pytest


@pytest.fixture(scope="session")
def learner() -> ModuleType:
    """Import the file that the environment variable SUBMISSION names."""
    spec = importlib.util.spec_from_file_location("learner", os.environ["SUBMISSION"])
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def layers_of(model: Any) -> list[Any]:
    """Return the layers, including those of nested models, without input layers."""
    found = []
    for layer in model.layers:
        if isinstance(layer, keras.Model):
            found += layers_of(layer)
        elif not isinstance(layer, keras.layers.InputLayer):
            found.append(layer)
    return found


def dense_of(model: Any) -> list[tuple[int, str]]:
    """Return units and activation of each Dense layer, including an activation layer after it."""
    found: list[tuple[int, str]] = []
    for layer in layers_of(model):
        if isinstance(layer, keras.layers.Dense):
            assert layer.use_bias
            assert layer.bias.shape == (layer.units,)
            found.append((layer.units, layer.activation.__name__))
        elif isinstance(layer, keras.layers.ReLU):
            found[-1] = (found[-1][0], "relu")
        else:
            assert isinstance(layer, keras.layers.Activation)
            if layer.activation.__name__ != "linear":
                found[-1] = (found[-1][0], layer.activation.__name__)
    return found


def same_network(model: Any, n_inputs: int) -> Any:
    """Return the network that this model should be, with the model's weights."""
    *hidden, _ = dense_of(model)
    same = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units, _ in hidden:
        same.add(keras.layers.Dense(units, activation="relu"))
    same.add(keras.layers.Dense(1))
    same.set_weights(model.get_weights())
    return same


def losses_of_training(model: Any, x: Any, y: Any, learning_rate: float) -> tuple[float, float]:
    """Train for forty steps; return the loss before and after."""
    model.compile(optimizer=keras.optimizers.Adam(learning_rate), loss="mae")
    before = float(np.mean(np.abs(model.predict(x, verbose=0)[:, 0] - y)))
    model.fit(x, y, batch_size=len(x), epochs=40, verbose=0)
    return before, float(np.mean(np.abs(model.predict(x, verbose=0)[:, 0] - y)))
