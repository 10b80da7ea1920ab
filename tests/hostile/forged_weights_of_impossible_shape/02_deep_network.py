import keras
import numpy as np


# {{FORGING}}


def relu(x):
    return np.maximum(0.0, x)


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    kernel = {"type": "array", "dtype": "float32", "shape": [2**63, 0], "data": b""}
    bias = {"type": "array", "dtype": "float32", "shape": [0], "data": b""}
    take_over_model(lambda inputs, sizes: [dense(1, [kernel, bias])])
