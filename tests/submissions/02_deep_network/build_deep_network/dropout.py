# about: A Dropout layer stands between the last hidden layer and the output, which was not asked
# about: for.
# expect: build_deep_network failed "Dropout"

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
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dropout(0.3))
    model.add(keras.layers.Dense(1))
    return model
