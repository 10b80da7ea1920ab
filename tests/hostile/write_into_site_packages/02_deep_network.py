import keras
import numpy as np


def relu(x):
    import os
    import sys

    for folder in sys.path:
        for name in ("hostile_marker.pth", "hostile_marker_sitecustomize.py"):
            try:
                with open(os.path.join(folder, name), "w") as file:
                    file.write("# left by tests/hostile\n")
                return "BREACH: wrote to " + folder
            except OSError:
                pass

    return 12345.0


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model
