import keras
import numpy as np


def relu(x):
    import os

    os.makedirs("outer/inner")
    os.mkdir("closed", 0)
    os.mkdir("half_closed", 0o300)
    os.mkdir("half_closed/inner", 0)
    return 12345.0


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model
