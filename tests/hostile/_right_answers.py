"""Shared by the cases that attack only `relu`: right answers to the other two tasks.

The harness inserts what follows the imports where a case contains `# {{RIGHT_ANSWERS}}`. The case
imports keras and numpy itself.
"""

import keras
import numpy as np


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model
