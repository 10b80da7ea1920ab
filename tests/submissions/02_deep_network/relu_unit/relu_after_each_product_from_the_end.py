# about: The sum so far is cut at zero after each product, the last one first.
# expect: relu_unit failed

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
    total = b
    for i in reversed(range(len(w))):
        total = relu(total + w[i] * x[..., i])
    return total

# %% [markdown]
# ## Task 3: stack them

# %%
def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model
