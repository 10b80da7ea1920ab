# about: A hidden functional model is called inside another functional model.

# %%
import keras
import numpy as np


# %%
def relu(x):
    return np.maximum(x, 0, dtype=float)


# %%
def relu_unit(x, w, b):
    w = np.asarray(w)[:, np.newaxis]
    z = np.dot(x, w)[..., 0] + b
    return np.maximum(z, 0)


# %%
def hidden_part(n_inputs, hidden_units):
    inputs = keras.Input((n_inputs,))
    t = inputs
    for units in hidden_units:
        t = keras.layers.Dense(units, activation="relu")(t)
    return keras.Model(inputs, t, name="hidden")


def build_deep_network(n_inputs, hidden_units):
    inputs = keras.Input((n_inputs,))
    t = inputs
    if hidden_units:
        t = hidden_part(n_inputs, hidden_units)(t)
    return keras.Model(inputs, keras.layers.Dense(1)(t), name="whole")
