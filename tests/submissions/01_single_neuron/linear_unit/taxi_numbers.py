# about: The numbers of the worked example (2 and 3) are hard-coded, w and b are ignored.
# expect: linear_unit failed "weight"

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: one input

# %%
def linear_unit(x, w, b):
    return 2 * x + 3

# %% [markdown]
# ## Task 2: many inputs

# %%
def neuron(x, w, b):
    return np.sum(x * w, axis=-1) + b

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
