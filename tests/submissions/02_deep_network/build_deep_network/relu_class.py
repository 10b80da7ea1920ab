# about: The class ReLU itself is given as the activation.
# expect: build_deep_network failed "uses ReLU, which gave no values" "brackets"
# only: build_deep_network

# %%
import keras
import numpy as np


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input((n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation=keras.layers.ReLU))
    model.add(keras.layers.Dense(1))
    return model
