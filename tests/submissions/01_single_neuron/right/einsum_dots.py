# about: np.einsum with an ellipsis serves one example and a batch alike; kernel and bias of the
# about: last layer.

# %%
import keras
import numpy as np


# %%
def linear_unit(x, w, b):
    return np.einsum("...,->...", x, w) + b


# %%
def neuron(x, w, b):
    return np.einsum("...i,i->...", x, w) + b


# %%
def build_neuron(n_inputs):
    inputs = keras.Input(shape=(n_inputs,))
    outputs = keras.layers.Dense(1)(inputs)
    return keras.Model(inputs, outputs)


# %%
def read_weights(model):
    dense = model.layers[-1]
    return dense.kernel.numpy(), dense.bias.numpy()
