# about: Answers are functools.partial objects of more general functions.

# %%
import functools
import operator

import keras
import numpy as np


# %%
def affine(combine, x, w, b):
    return combine(x, w) + b


linear_unit = functools.partial(affine, operator.mul)
neuron = functools.partial(affine, np.matmul)


# %%
def dense_model(n_inputs, units, activation):
    return keras.Sequential([keras.Input((n_inputs,)), keras.layers.Dense(units, activation=activation)])


build_neuron = functools.partial(dense_model, units=1, activation=None)


# %%
def variables(model, n):
    return tuple(v.numpy() for v in model.variables[:n])


read_weights = functools.partial(variables, n=2)
