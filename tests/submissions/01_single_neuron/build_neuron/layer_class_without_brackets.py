# about: The class Flatten is given in place of a layer.
# expect: build_neuron error "A class needs brackets"
# only: build_neuron

# %%
import keras
import numpy as np


def build_neuron(n_inputs):
    model = keras.Sequential([keras.Input((n_inputs,)), keras.layers.Flatten])
    model.add(keras.layers.Dense(1))
    return model
