# about: The products are not added up: the result keeps one number for each input.
# expect: neuron failed "sum"

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
    return x * w + b

# %% [markdown]
# ## Task 3: the same neuron, built with Keras

# %%
def build_neuron(n_inputs):
    return keras.Sequential([keras.Input(shape=(n_inputs,)), keras.layers.Dense(1)])

# %% [markdown]
# ## Task 4: look inside

# %%
def read_weights(model):
    w, b = model.get_weights()
    return w, b
