# about: A Lambda layer after the unit doubles its output.
# expect: build_neuron failed "Lambda"

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
    return keras.Sequential([
        keras.Input(shape=(n_inputs,)),
        keras.layers.Dense(1),
        keras.layers.Lambda(lambda y: y * 2),
    ])

# %% [markdown]
# ## Task 4: look inside

# %%
def read_weights(model):
    w, b = model.weights
    return w, b
