import keras
import numpy as np


def relu(x):
    return np.maximum(0.0, x)


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    import time

    end = time.monotonic() + 30
    model = keras.Sequential([keras.Input(shape=(n_inputs,)), keras.layers.Dense(1)])
    for _ in range(1_000):
        outer = keras.Sequential()
        outer.add(model)
        model = outer
        if time.monotonic() > end:
            break
    return model
