# about: Dense(1, input_dim=n, activation='linear') and a double assignment, as seen in the wild.

# %%
import numpy as np
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential


# %%
def linear_unit(x, w, b):
    return x*w+b,  # a trailing comma by accident ...


def linear_unit(x, w, b):  # ... so once more
    return x*w+b


# %%
def neuron(x, w, b):
    return np.sum(np.multiply(x, w), axis=x.ndim - 1) + b


# %%
def build_neuron(n_inputs):
    model = model = Sequential([Dense(1, input_dim=n_inputs, activation="linear")])
    return model


# %%
def read_weights(model):
    w = model.layers[0].get_weights()[0]
    b = model.layers[0].get_weights()[1]
    return (w, b)
