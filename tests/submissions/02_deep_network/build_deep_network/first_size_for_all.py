# about: All hidden layers get the size of the first one.
# expect: build_deep_network failed "hidden"

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: the bend

# %%
def relu(x):
    return x * (x > 0)

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
    for _ in hidden_units:
        model.add(keras.layers.Dense(hidden_units[0], activation="relu"))
    model.add(keras.layers.Dense(1))
    return model
