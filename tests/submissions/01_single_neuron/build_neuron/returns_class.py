# about: Returns the class keras.Sequential instead of a model made with it.
# expect: build_neuron failed "Sequential"

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: one input

# %%
def linear_unit(x, w, b):
    y = x * w + b
    return y

# %% [markdown]
# ## Task 2: many inputs

# %%
def neuron(x, w, b):
    return np.sum(x * w, axis=-1) + b

# %% [markdown]
# ## Task 3: the same neuron, built with Keras

# %%
def build_neuron(n_inputs):
    model = keras.Sequential([keras.Input(shape=(n_inputs,)), keras.layers.Dense(1)])
    return keras.Sequential

# %% [markdown]
# ## Task 4: look inside

# %%
def read_weights(model):
    w, b = model.get_weights()
    return w, b
