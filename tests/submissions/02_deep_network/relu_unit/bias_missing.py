# about: The bias is never added.
# expect: relu_unit failed "bias"

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
    return np.maximum(0, x @ w)

# %% [markdown]
# ## Task 3: stack them

# %%
def build_deep_network(n_inputs, hidden_units):
    inputs = keras.Input(shape=(n_inputs,))
    x = inputs
    for n in hidden_units:
        x = keras.layers.Dense(n, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(1)(x))
