# about: The sum runs over the rows (axis 0) of a batch instead of over the inputs.
# expect: neuron failed "shape"

# %%
import numpy as np
from tensorflow import keras

# %% [markdown]
# ## Task 1: one input

# %%
def linear_unit(x, w, b):
    return b + w * x

# %% [markdown]
# ## Task 2: many inputs

# %%
def neuron(x, w, b):
    return np.sum(x * w, axis=0) + b

# %% [markdown]
# ## Task 3: the same neuron, built with Keras

# %%
def build_neuron(n_inputs):
    inputs = keras.Input(shape=(n_inputs,))
    outputs = keras.layers.Dense(1)(inputs)
    return keras.Model(inputs, outputs)

# %% [markdown]
# ## Task 4: look inside

# %%
def read_weights(model):
    w, b = model.get_weights()
    return w, b
