import keras
import numpy as np


def relu(x):
    print("e" + "\u0301" * 1_000 + "\n" + "\u0489" * 1_000)
    return "a" + "\u0e49\u20dd\u1161" * 600


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model
