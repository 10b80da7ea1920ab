import keras
import numpy as np


# {{FORGING}}


def relu(x):
    return np.maximum(0.0, x)


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    def make(inputs, sizes):
        before = [inputs] + [0] * len(sizes)
        return [dense(n, [pack((m, 0)), pack((0,))]) for m, n in zip(before, sizes)]

    take_over_model(make)
