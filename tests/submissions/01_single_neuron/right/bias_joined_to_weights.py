# about: The bias is treated as one more weight of an input that is always 1.

# %%
import keras
import numpy as np


# %%
def linear_unit(x, w, b):
    return np.stack([x, np.ones_like(x)], axis=-1) @ np.array([w, b])


# %%
def neuron(x, w, b):
    ones = np.ones(x.shape[:-1] + (1,))
    return np.concatenate([x, ones], axis=-1) @ np.append(w, b)


# %%
def build_neuron(n_inputs):
    model = keras.Sequential([keras.layers.Dense(1)])
    model(np.zeros((1, n_inputs)))
    return model


# %%
def read_weights(model):
    n = model.input_shape[-1]
    b = model(np.zeros((1, n))).numpy()[0]
    w = model(np.eye(n)).numpy() - b
    return w, b
