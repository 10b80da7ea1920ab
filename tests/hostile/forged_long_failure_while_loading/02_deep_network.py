import keras
import numpy as np


# {{FORGING}}


def relu(x):
    return np.maximum(0.0, x)


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model


problem = {"kind": "exception", "type_name": "optimizer" * 9_000, "message": "x" * 16_000_000}
to_wire({"type": "statement_failed", "problem": problem})
