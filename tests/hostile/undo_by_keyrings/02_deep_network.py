import keras
import numpy as np


def relu(x):
    import ctypes

    syscall = ctypes.CDLL(None, use_errno=True).syscall
    key = syscall(248, b"user", b"hostile", b"x", ctypes.c_long(1), -2)
    if key >= 0 or syscall(250, 0, -3, 1) >= 0:
        return "BREACH: has a keyring"
    return 12345.0


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model
