# about: functools.reduce threads the layers; layers.Lambda(tf.nn.relu) is the bend.

# %%
from functools import reduce

import keras
import numpy as np
import tensorflow as tf
from keras import layers


# %%
def relu(x):
    return np.heaviside(x, 0) * x


# %%
def relu_unit(x, w, b):
    z = sum(w[i] * x[..., i] for i in range(len(w))) + b
    return np.heaviside(z, 0) * z


# %%
def build_deep_network(n_inputs, hidden_units):
    def hidden(tensor, units):
        return layers.Lambda(tf.nn.relu)(layers.Dense(units)(tensor))

    inputs = keras.Input((n_inputs,))
    return keras.Model(inputs, layers.Dense(1)(reduce(hidden, hidden_units, inputs)))
