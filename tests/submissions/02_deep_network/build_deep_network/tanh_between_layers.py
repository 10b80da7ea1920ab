# about: tanh is called between the layers, where Keras describes no layer.
# expect: build_deep_network failed "uses tanh. Expected relu"
# only: build_deep_network

# %%
import keras
import numpy as np


def build_deep_network(n_inputs, hidden_units):
    inputs = keras.Input((n_inputs,))
    x = inputs
    for units in hidden_units:
        x = keras.ops.tanh(keras.layers.Dense(units)(x))
    return keras.Model(inputs, keras.layers.Dense(1)(x))
