import keras
import numpy as np


def relu(x):
    import os

    import grader

    here = os.path.dirname(grader.__file__)
    for path in (f"{here}/sandbox/hostile_marker.py", f"{here}/__pycache__/hostile_marker.pyc", f"{here}/hostile_marker.py"):
        try:
            with open(path, "w") as file:
                file.write("# left by tests/hostile\n")
            return "BREACH: wrote " + path
        except OSError:
            pass
    for path in (grader.__file__, f"{here}/runner/main.py"):
        try:
            open(path, "r+b").close()
            return "BREACH: may write " + path
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
