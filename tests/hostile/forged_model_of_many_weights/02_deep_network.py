import keras
import numpy as np


# {{FORGING}}


def relu(x):
    return np.maximum(0.0, x)


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    def make(inputs, sizes):
        shapes = [(inputs, 1_900)] + [(1_900, 1_900)] * (len(sizes) - 2) + [(1_900, 1)]
        return [dense(n, [pack(shape), pack(shape[1:])]) for n, shape in zip(sizes, shapes)]

    take_over_model(make)
