# about: Hidden layer 2 has a sigmoid instead of a relu.
# expect: build_deep_network failed "hidden layer 2" "sigmoid" "relu"

# %%
import numpy as np
from tensorflow import keras

# %% [markdown]
# ## Task 1: the bend

# %%
def relu(x):
    return np.maximum(0, x)

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
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for i, units in enumerate(hidden_units):
        activation = "sigmoid" if i == 1 else "relu"
        model.add(keras.layers.Dense(units, activation=activation))
    model.add(keras.layers.Dense(1))
    return model
