# about: import numpy instead of import numpy as np: both answers that use np raise NameError.
# expect: relu error "NameError" "np"
# expect: relu_unit error "NameError" "np"

# %%
import keras
import numpy

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
    layers = [keras.layers.Input((n_inputs,))]
    for n in hidden_units:
        layers.append(keras.layers.Dense(n))
        layers.append(keras.layers.Activation("relu"))
    layers.append(keras.layers.Dense(units=1))
    return keras.Sequential(layers)
