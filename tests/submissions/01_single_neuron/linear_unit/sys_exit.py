# about: The function calls sys.exit() instead of returning.
# expect: linear_unit error "exit"

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: one input

# %%
import sys


def linear_unit(x, w, b):
    y = w * x + b
    sys.exit(y is None)

# %% [markdown]
# ## Task 2: many inputs

# %%
def neuron(x, w, b):
    return np.sum(x * w, axis=-1) + b

# %% [markdown]
# ## Task 3: the same neuron, built with Keras

# %%
def build_neuron(n_inputs):
    inputs = keras.Input(shape=(n_inputs,))
    outputs = keras.layers.Dense(1)(inputs)
    return keras.Model(inputs, outputs)

# %% [markdown]
# ## Task 4: look inside

# %%
def read_weights(model):
    dense = model.layers[-1]
    return dense.kernel, dense.bias
