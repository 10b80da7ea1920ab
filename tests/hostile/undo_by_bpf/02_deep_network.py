import keras
import numpy as np


def relu(x):
    import ctypes

    syscall = ctypes.CDLL(None, use_errno=True).syscall
    attributes = (ctypes.c_uint32 * 32)(0, 128)
    for number, arguments in (
        (321, (0, (ctypes.c_uint32 * 32)(2, 4, 4, 1), ctypes.c_long(128))),
        (298, (attributes, 0, -1, -1, ctypes.c_long(0))),
        (323, (0o2000000,)),
        (300, (0, 0)),
    ):
        if syscall(number, *arguments) >= 0:
            return f"BREACH: system call {number} is open"
    return 12345.0


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model
