# about: The built-in max on single numbers, recursion over arrays of any shape.

# %%
import keras
import numpy as np


# %%
def relu(x):
    if np.ndim(x) == 0:
        return max(0, x)
    return np.array([relu(value) for value in x])


# %%
def relu_unit(x, w, b):
    if x.ndim == 2:
        return np.array([relu_unit(example, w, b) for example in x])
    total = b
    for wi, xi in zip(w, x):
        total += wi * xi
    return max(0.0, float(total))


# %%
def build_deep_network(n_inputs, hidden_units):
    def stack(tensor, units):
        if not units:
            return keras.layers.Dense(1)(tensor)
        return stack(keras.layers.Dense(units[0], activation="relu")(tensor), units[1:])

    inputs = keras.Input((n_inputs,))
    return keras.Model(inputs, stack(inputs, list(hidden_units)))
