# about: Each product is cut at zero before they are added up.
# expect: relu_unit failed "sum"

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: the bend

# %%
def relu(x):
    return np.where(x > 0, x, 0.0)

# %% [markdown]
# ## Task 2: one ReLU unit

# %%
def relu_unit(x, w, b):
    return np.maximum(0, np.sum(np.maximum(0, x * w), axis=-1) + b)

# %% [markdown]
# ## Task 3: stack them

# %%
def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model
