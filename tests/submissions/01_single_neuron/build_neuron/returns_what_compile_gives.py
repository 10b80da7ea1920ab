# about: The last line returns what compile gives: None.
# expect: build_neuron failed "The method compile changes its object"
# only: build_neuron

# %%
import keras
import numpy as np


def build_neuron(n_inputs):
    model = keras.Sequential([keras.Input((n_inputs,)), keras.layers.Dense(1)])
    return model.compile(optimizer="adam", loss="mae")
