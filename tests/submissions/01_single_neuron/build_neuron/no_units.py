# about: A layer of no units.
# expect: build_neuron error "whole number above zero"
# only: build_neuron

# %%
import keras
import numpy as np


def build_neuron(n_inputs):
    return keras.Sequential([keras.Input((n_inputs,)), keras.layers.Dense(units=0)])
