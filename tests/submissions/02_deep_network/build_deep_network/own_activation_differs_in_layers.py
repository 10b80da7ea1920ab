# about: An activation of one's own that is relu where it is sampled only.
# expect: build_deep_network failed "gave the values of relu for a few numbers"
# only: build_deep_network

# %%
import keras
import numpy as np


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input((n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation=lambda x: keras.ops.relu(x) * (1.0 if x.shape[-1] == 11 else 0.5)))
    model.add(keras.layers.Dense(1))
    return model
