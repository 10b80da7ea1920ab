import keras
import numpy as np


# {{FORGING}}


def relu(x):
    return np.maximum(0.0, x)


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    def make(inputs, sizes):
        before = [inputs, *sizes]
        return [
            dense(n, [pack((m, n)) | {"dtype": "uint32"}, pack((n,)) | {"dtype": "int32"}])
            for m, n in zip(before, sizes)
        ]

    take_over_model(make)
