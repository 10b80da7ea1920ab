import keras
import numpy as np


def relu(x):
    return np.maximum(0.0, x)


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in [*hidden_units, 1]:
        layer = keras.layers.Dense(1, activation="tanh")
        model.add(layer)
        layer.units = units
        layer.activation = keras.activations.relu if units != 1 else keras.activations.linear
    return model
