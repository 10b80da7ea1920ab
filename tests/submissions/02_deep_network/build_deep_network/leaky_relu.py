# about: LeakyReLU layers instead of relu.
# expect: build_deep_network failed "leaky"

# %%
import numpy as np
from tensorflow import keras

# %% [markdown]
# ## Task 1: the bend

# %%
def relu(x):
    return x * (x > 0)

# %% [markdown]
# ## Task 2: one ReLU unit

# %%
def relu_unit(x, w, b):
    total = np.sum(w * x, axis=-1) + b
    return np.maximum(total, 0.0)

# %% [markdown]
# ## Task 3: stack them

# %%
def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units))
        model.add(keras.layers.LeakyReLU())
    model.add(keras.layers.Dense(1))
    return model
