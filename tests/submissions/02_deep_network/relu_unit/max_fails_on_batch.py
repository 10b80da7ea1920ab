# about: max(0, ...) works for one example but raises ValueError for a batch.
# expect: relu_unit error "ValueError" "batch"

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
    return max(0, x @ w + b)

# %% [markdown]
# ## Task 3: stack them

# %%
def build_deep_network(n_inputs, hidden_units):
    layers = [keras.layers.Input((n_inputs,))]
    for n in hidden_units:
        layers.append(keras.layers.Dense(n))
        layers.append(keras.layers.Activation("relu"))
    layers.append(keras.layers.Dense(units=1))
    return keras.Sequential(layers)
