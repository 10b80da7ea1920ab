# about: The whole exercise is still as it was handed out.
# expect: linear_unit not_attempted "not"
# expect: neuron not_attempted "not"
# expect: build_neuron not_attempted "not"
# expect: read_weights not_attempted "not"

# %%
import numpy as np
from tensorflow import keras

# %% [markdown]
# ## Task 1: one input

# %%
def linear_unit(x, w, b):
    raise NotImplementedError

# %% [markdown]
# ## Task 2: many inputs

# %%
def neuron(x, w, b):
    raise NotImplementedError

# %% [markdown]
# ## Task 3: the same neuron, built with Keras

# %%
def build_neuron(n_inputs):
    raise NotImplementedError

# %% [markdown]
# ## Task 4: look inside

# %%
def read_weights(model):
    raise NotImplementedError
