# about: One and the same layer object is added again for each entry; Keras raises ValueError.
# expect: build_deep_network error "ValueError" "layer"

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
    y = np.dot(x, w) + b
    return np.where(y > 0, y, 0.0)

# %% [markdown]
# ## Task 3: stack them

# %%
def build_deep_network(n_inputs, hidden_units):
    hidden = keras.layers.Dense(hidden_units[0], activation="relu")
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(hidden)
    model.add(keras.layers.Dense(1))
    return model
