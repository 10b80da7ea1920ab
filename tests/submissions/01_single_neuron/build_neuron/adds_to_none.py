# about: The model is replaced by what add gives, and used again.
# expect: build_neuron error "before .add is None"
# only: build_neuron

# %%
import keras
import numpy as np


def build_neuron(n_inputs):
    model = keras.Sequential()
    model = model.add(keras.Input((n_inputs,)))
    model = model.add(keras.layers.Dense(1))
    return model
