# about: The target is counted as one more input: n_inputs + 1.
# expect: build_neuron failed "input"

# %%
import numpy as np
from tensorflow import keras

# %% [markdown]
# ## Task 1: one input

# %%
def linear_unit(x, w, b):
    y = x * w + b
    return y

# %% [markdown]
# ## Task 2: many inputs

# %%
def neuron(x, w, b):
    return np.dot(x, w) + b

# %% [markdown]
# ## Task 3: the same neuron, built with Keras

# %%
def build_neuron(n_inputs):
    return keras.Sequential([keras.Input(shape=(n_inputs + 1,)), keras.layers.Dense(1)])

# %% [markdown]
# ## Task 4: look inside

# %%
def read_weights(model):
    w, b = model.get_weights()
    return w, b
