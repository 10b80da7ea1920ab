# about: The answers call helpers, and a module constant, that stand further down in the file.

# %%
import keras
import numpy as np


# %%
def linear_unit(x, w, b):
    return shift(stretch(x, w), b)


# %%
def neuron(x, w, b):
    return shift(add_up(stretch(x, w)), b)


# %%
def build_neuron(n_inputs):
    return keras.Sequential([keras.Input((n_inputs,)), output_layer()])


# %%
def read_weights(model):
    return as_numbers(model.layers[LAST])


# %% helpers
def stretch(x, w):
    return np.multiply(x, w)


def add_up(products):
    return np.sum(products, axis=-1)


def shift(y, b):
    return np.add(y, b)


def output_layer():
    return keras.layers.Dense(1)


def as_numbers(layer):
    return keras.ops.convert_to_numpy(layer.kernel), keras.ops.convert_to_numpy(layer.bias)


LAST = -1
