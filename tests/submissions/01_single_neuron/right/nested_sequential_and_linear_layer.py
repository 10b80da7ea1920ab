# about: A Sequential in a Sequential, and the linear activation as a layer of its own.

# %%
import keras
import numpy as np


# %%
def linear_unit(x, w, b):
    return np.multiply(x, w, dtype=np.float64) + b


# %%
def neuron(x, w, b):
    if x.ndim == 1:
        return linear_unit(x, w, 0).sum() + b
    else:
        return linear_unit(x, w, 0).sum(axis=1) + b


# %%
def build_neuron(n_inputs):
    core = keras.Sequential([keras.Input((n_inputs,)), keras.layers.Dense(1)])
    return keras.Sequential([core, keras.layers.Activation("linear")])


# %%
def read_weights(model):
    return model.trainable_variables[0].numpy(), model.trainable_variables[1].numpy()
