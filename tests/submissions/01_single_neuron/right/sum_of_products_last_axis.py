# about: sum(x*w) over the last axis; a model made with .add; w flattened and b a float.

# %%
import numpy as np
import tensorflow as tf

# %%
def linear_unit(x, w, b):
    return b + x * w

# %%
def neuron(x, w, b):
    return (x * w).sum(axis=-1) + b

# %%
def build_neuron(n_inputs):
    model = tf.keras.models.Sequential()
    model.add(tf.keras.layers.Dense(1, input_shape=(n_inputs,)))
    return model

# %%
def read_weights(model):
    w = model.get_weights()[0].flatten()
    b = model.get_weights()[1].item()
    return w, b
