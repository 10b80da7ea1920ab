# about: An activation is the only layer.
# expect: build_neuron failed "has 0 Dense layers"
# only: build_neuron

# %%
import keras
import numpy as np


def build_neuron(n_inputs):
    return keras.Sequential([keras.Input((n_inputs,)), keras.layers.Activation("tanh")])
