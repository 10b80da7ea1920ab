# about: The function was renamed, so linear_unit is not there any more.
# expect: linear_unit not_attempted "linear_unit"

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: one input

# %%
def linear(x, w, b):
    return w * x + b

# %% [markdown]
# ## Task 2: many inputs

# %%
def neuron(x, w, b):
    return np.sum(x * w, axis=-1) + b

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
