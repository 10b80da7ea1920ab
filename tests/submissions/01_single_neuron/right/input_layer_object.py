# about: layers.InputLayer(shape=...) as the first layer, weights found by their names.

# %%
import keras
import numpy as np
from keras import layers


# %%
def linear_unit(x, w, b):
    return np.polyval([w, b], x)


# %%
def neuron(x, w, b):
    return np.vecdot(x, w) + b if hasattr(np, "vecdot") else (x * w).sum(-1) + b


# %%
def build_neuron(n_inputs):
    return keras.Sequential([
        layers.InputLayer(shape=(n_inputs,)),
        layers.Dense(1),
    ])


# %%
def read_weights(model):
    found = {v.name: v.numpy() for v in model.variables}
    return found["kernel"], found["bias"]
