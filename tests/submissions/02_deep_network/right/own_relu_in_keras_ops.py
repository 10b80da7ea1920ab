# about: The learner's own relu, in keras.ops, as activation.

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: the bend

# %%
def relu(x):
    return keras.ops.maximum(x, 0.0)

# %% [markdown]
# ## Task 2: one ReLU unit

# %%
def relu_unit(x, w, b):
    y = np.dot(x, w) + b
    return np.where(y > 0, y, 0.0)

# %% [markdown]
# ## Task 3: stack them

# %%
def build_deep_network(n_inputs, hidden_units):
    layers = [keras.layers.Input((n_inputs,))]
    for n in hidden_units:
        layers.append(keras.layers.Dense(n))
        layers.append(keras.layers.Activation(relu))
    layers.append(keras.layers.Dense(units=1))
    return keras.Sequential(layers)
