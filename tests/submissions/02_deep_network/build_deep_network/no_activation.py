# about: The hidden layers have no activation, so the network is one straight line.
# expect: build_deep_network failed "relu"

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: the bend

# %%
def relu(x):
    return np.maximum(0, x)

# %% [markdown]
# ## Task 2: one ReLU unit

# %%
def relu_unit(x, w, b):
    return np.maximum(0, x @ w + b)

# %% [markdown]
# ## Task 3: stack them

# %%
def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units))
    model.add(keras.layers.Dense(1))
    return model
