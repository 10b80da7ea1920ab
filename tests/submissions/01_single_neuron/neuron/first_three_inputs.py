# about: Only the first three inputs count; with more inputs the rest is ignored.
# expect: neuron failed "input"

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
    return x[..., :3] @ w[:3] + b

# %% [markdown]
# ## Task 3: the same neuron, built with Keras

# %%
def build_neuron(n_inputs):
    model = keras.Sequential([
        keras.layers.Dense(units=1, input_shape=[n_inputs]),
    ])
    return model

# %% [markdown]
# ## Task 4: look inside

# %%
def read_weights(model):
    w, b = model.weights
    return w, b
