# about: ReLU with a slope below zero.
# expect: build_deep_network failed "for -8 it gives -1.6. Expected 0"
# only: build_deep_network

# %%
import keras
import numpy as np


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input((n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation=keras.layers.ReLU(negative_slope=0.2)))
    model.add(keras.layers.Dense(1))
    return model
