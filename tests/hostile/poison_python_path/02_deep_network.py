import keras
import numpy as np


def relu(x):
    import site
    import sys

    for folder in [*site.getsitepackages(), site.getusersitepackages()]:
        try:
            with open(folder + "/hostile_marker.pth", "w") as file:
                file.write("# left by tests/hostile\n")
            return "BREACH: wrote to " + folder
        except OSError:
            pass
    sys.path[:] = ["/nonexistent"]
    return 12345.0


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model
