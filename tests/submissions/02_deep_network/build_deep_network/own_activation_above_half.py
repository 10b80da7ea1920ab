# about: An activation of one's own that is not relu.
# expect: build_deep_network failed "is not relu" "it gives 0.5"
# only: build_deep_network

# %%
import keras
import numpy as np


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input((n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation=lambda x: keras.ops.maximum(x, 0.5)))
    model.add(keras.layers.Dense(1))
    return model
