# about: A file saved on Windows with CRLF line ends, the stub's docstrings still in place.

# %% [markdown]
# # A single neuron

# %%
import keras
import numpy as np


# %%
def linear_unit(x, w, b):
    """Return y = w*x + b.

    x, w and b are numbers; x may also be a NumPy array of any shape, and then
    y has the shape of x.
    """
    return w * x \
        + b


# %%
def neuron(x, w, b):
    """Return y = w0*x0 + w1*x1 + ... + b."""
    return np.matmul(w, np.transpose(x)) + b


# %%
def build_neuron(n_inputs):
    """Return a Keras model that is one linear unit with a bias.
    """
    m = keras.Sequential()
    m.add(keras.layers.Dense(1, input_shape=(n_inputs,)))
    m.summary()
    return m


# %%
def read_weights(model):
    """Return (w, b) of a model that is one linear unit."""
    params = model.layers[0].get_weights()
    return params[0], params[1]
