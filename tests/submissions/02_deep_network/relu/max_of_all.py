# about: Takes one maximum over the whole array instead of one for each element.
# expect: relu failed "shape"

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: the bend

# %%
def relu(x):
    return max(0, np.max(x))

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
