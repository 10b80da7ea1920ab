# about: One more hidden layer than asked for.
# expect: build_deep_network failed "hidden"

# %%
import numpy as np
from tensorflow import keras

# %% [markdown]
# ## Task 1: the bend

# %%
def relu(x):
    return np.where(x > 0, x, 0.0)

# %% [markdown]
# ## Task 2: one ReLU unit

# %%
def relu_unit(x, w, b):
    return np.maximum(0, x @ w + b)

# %% [markdown]
# ## Task 3: stack them

# %%
def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential()
    model.add(keras.Input(shape=(n_inputs,)))
    model.add(keras.layers.Dense(hidden_units[0], activation="relu"))
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model
