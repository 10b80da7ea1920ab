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


for _ in range(100_000):
    to_wire({"type": "statement_started", "cell": 0, "statement": 0})
