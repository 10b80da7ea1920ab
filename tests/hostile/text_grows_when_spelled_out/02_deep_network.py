import keras
import numpy as np


LONG = "\U000e0041" * 20_000


def relu(x):
    print("\ud800" * 20_000)
    if np.ndim(x):
        return LONG
    raise type(LONG, (Exception,), {})(LONG)


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model
