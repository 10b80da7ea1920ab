# about: The number of inputs is hard-coded as 11 (as in the wine example of a course).
# expect: build_neuron failed "11"

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
    return x @ w + b

# %% [markdown]
# ## Task 3: the same neuron, built with Keras

# %%
def build_neuron(n_inputs):
    return keras.Sequential([keras.layers.Dense(units=1, input_shape=[11])])

# %% [markdown]
# ## Task 4: look inside

# %%
def read_weights(model):
    dense = model.layers[-1]
    return dense.kernel, dense.bias
