# about: Computes the sigmoid instead of the rectifier.
# expect: relu failed "sigmoid"

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: the bend

# %%
def relu(x):
    return 1 / (1 + np.exp(-x))

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
    layers = [keras.layers.Input((n_inputs,))]
    for n in hidden_units:
        layers.append(keras.layers.Dense(n))
        layers.append(keras.layers.Activation("relu"))
    layers.append(keras.layers.Dense(units=1))
    return keras.Sequential(layers)
