# about: Returns the symbolic output tensor instead of a Model.
# expect: build_neuron failed "tensor"

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: one input

# %%
def linear_unit(x, w, b):
    return b + w * x

# %% [markdown]
# ## Task 2: many inputs

# %%
def neuron(x, w, b):
    return x @ w + b

# %% [markdown]
# ## Task 3: the same neuron, built with Keras

# %%
def build_neuron(n_inputs):
    inputs = keras.Input(shape=(n_inputs,))
    outputs = keras.layers.Dense(1)(inputs)
    return outputs

# %% [markdown]
# ## Task 4: look inside

# %%
def read_weights(model):
    dense = model.layers[-1]
    return dense.kernel, dense.bias
