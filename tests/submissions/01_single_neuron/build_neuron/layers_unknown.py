# about: layers is used without keras before it.
# expect: build_neuron error "layers is a part of Keras"
# only: build_neuron

# %%
import keras
import numpy as np


def build_neuron(n_inputs):
    return keras.Sequential([keras.Input((n_inputs,)), layers.Dense(1)])
