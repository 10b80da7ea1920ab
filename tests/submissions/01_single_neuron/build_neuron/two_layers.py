# about: There are two Dense layers instead of one unit.
# expect: build_neuron failed "layer"

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: one input

# %%
def linear_unit(x, w, b):
    return w * x + b

# %% [markdown]
# ## Task 2: many inputs

# %%
def neuron(x, w, b):
    return np.dot(x, w) + b

# %% [markdown]
# ## Task 3: the same neuron, built with Keras

# %%
def build_neuron(n_inputs):
    return keras.Sequential([
        keras.Input(shape=(n_inputs,)),
        keras.layers.Dense(4),
        keras.layers.Dense(1),
    ])

# %% [markdown]
# ## Task 4: look inside

# %%
def read_weights(model):
    dense = model.layers[-1]
    return dense.kernel, dense.bias
