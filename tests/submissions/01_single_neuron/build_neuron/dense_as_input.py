# about: A Dense layer of n_inputs units in place of the input.
# expect: build_neuron failed "as many units as there are inputs"
# only: build_neuron

# %%
import keras
import numpy as np


def build_neuron(n_inputs):
    return keras.Sequential(
        [keras.Input((n_inputs,)), keras.layers.Dense(n_inputs), keras.layers.Dense(1)]
    )
