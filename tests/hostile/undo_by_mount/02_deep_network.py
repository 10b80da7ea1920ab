import keras
import numpy as np


def relu(x):
    import ctypes

    syscall = ctypes.CDLL(None, use_errno=True).syscall
    if syscall(165, b"none", b"{{CANARY}}/writable", b"tmpfs", ctypes.c_long(0), None) == 0:
        syscall(166, b"{{CANARY}}/writable", 2)
        return "BREACH: may mount"
    if syscall(430, b"tmpfs", 0) >= 0:
        return "BREACH: may open a file system"
    return 12345.0


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model
