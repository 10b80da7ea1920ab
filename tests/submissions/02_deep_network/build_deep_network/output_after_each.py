# about: The output layer is added inside the loop.
# expect: build_deep_network failed "inside the loop"
# only: build_deep_network

# %%
import keras
import numpy as np


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input((n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
        model.add(keras.layers.Dense(1))
    return model
