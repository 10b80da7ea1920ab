# about: Two layers are given to Sequential without a list.
# expect: build_neuron error "takes a list of layers"
# only: build_neuron

# %%
import keras
import numpy as np


def build_neuron(n_inputs):
    return keras.Sequential(keras.Input((n_inputs,)), keras.layers.Dense(1))
