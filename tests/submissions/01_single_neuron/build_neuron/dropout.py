# about: A Dropout layer before the only layer.
# expect: build_neuron failed "Dropout" "one Dense layer and nothing else"
# only: build_neuron

# %%
import keras
import numpy as np


def build_neuron(n_inputs):
    return keras.Sequential(
        [keras.Input((n_inputs,)), keras.layers.Dropout(0.2), keras.layers.Dense(1)]
    )
