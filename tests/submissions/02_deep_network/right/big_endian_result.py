# about: relu and relu_unit return arrays in the byte order of other processors.

# %%
import keras
import numpy as np


# %%
def relu(x):
    return np.maximum(np.asarray(x, dtype=">f8"), 0)


# %%
def relu_unit(x, w, b):
    return relu(x @ w + b)


# %%
def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model
