# about: The Dense layer has two units instead of one.
# expect: build_neuron failed "2" "unit"

# %%
import numpy as np
from tensorflow import keras

# %% [markdown]
# ## Task 1: one input

# %%
def linear_unit(x, w, b):
    return b + w * x

# %% [markdown]
# ## Task 2: many inputs

# %%
def neuron(x, w, b):
    return np.dot(x, w) + b

# %% [markdown]
# ## Task 3: the same neuron, built with Keras

# %%
def build_neuron(n_inputs):
    return keras.Sequential([keras.Input(shape=(n_inputs,)), keras.layers.Dense(2)])

# %% [markdown]
# ## Task 4: look inside

# %%
def read_weights(model):
    w, b = model.get_weights()
    return w, b
