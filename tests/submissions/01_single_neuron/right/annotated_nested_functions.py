# about: Type annotations (with from __future__) and functions nested in the answers.

# %%
from __future__ import annotations

from collections.abc import Callable

import keras
import numpy as np


# %%
def linear_unit(x: float | np.ndarray, w: float, b: float) -> float | np.ndarray:
    def line(value: float | np.ndarray) -> float | np.ndarray:
        return w * value + b

    return line(x)


# %%
def neuron(x: np.ndarray, w: np.ndarray, b: float) -> float | np.ndarray:
    def one(row: np.ndarray) -> np.floating:
        return np.sum(row * w) + b

    return np.apply_along_axis(one, -1, x) if x.ndim > 1 else one(x)


# %%
def build_neuron(n_inputs: int) -> keras.Model:
    def layer(units: int) -> keras.layers.Layer:
        return keras.layers.Dense(units)

    make: Callable[[int], keras.layers.Layer] = layer
    model: keras.Model = keras.Sequential([keras.Input(shape=(n_inputs,)), make(1)])
    return model


# %%
def read_weights(model: keras.Model) -> tuple[np.ndarray, float]:
    w, b = model.get_weights()
    return w[:, 0], b[0]
