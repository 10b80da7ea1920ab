# about: ReLU with a threshold of its own.
# expect: build_deep_network failed "for 0.1 it gives 0. Expected 0.1"
# only: build_deep_network

# %%
import keras
import numpy as np


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input((n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units))
        model.add(keras.layers.ReLU(threshold=0.2))
    model.add(keras.layers.Dense(1))
    return model
