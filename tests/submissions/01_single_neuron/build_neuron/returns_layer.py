# about: Returns a Dense layer instead of a model.
# expect: build_neuron failed "layer" "model"

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
    return keras.layers.Dense(1, input_shape=[n_inputs])

# %% [markdown]
# ## Task 4: look inside

# %%
def read_weights(model):
    w, b = model.weights
    return w, b
