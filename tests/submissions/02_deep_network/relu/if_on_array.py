# about: if x < 0 works for a number but raises ValueError for an array.
# expect: relu error "ValueError" "line 13"

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: the bend

# %%
def relu(x):
    if x < 0:
        return 0
    return x

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
    inputs = keras.Input(shape=(n_inputs,))
    x = inputs
    for n in hidden_units:
        x = keras.layers.Dense(n, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(1)(x))
