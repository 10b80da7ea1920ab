# about: Each hidden layer gets the inputs instead of the layer before, so only the last one is in
# about: the model.
# expect: build_deep_network failed "hidden"

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: the bend

# %%
def relu(x):
    return x * (x > 0)

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
    inputs = keras.Input(shape=(n_inputs,))
    for units in hidden_units:
        x = keras.layers.Dense(units, activation="relu")(inputs)
    outputs = keras.layers.Dense(1)(x)
    return keras.Model(inputs, outputs)
