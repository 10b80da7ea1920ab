import keras
import numpy as np


def relu(x):
    return np.maximum(0.0, x)


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    import time

    class Model(keras.Sequential):
        def __call__(self, x, **_options):
            time.sleep(30)

    return Model([keras.Input(shape=(n_inputs,)), keras.layers.Dense(1)])
