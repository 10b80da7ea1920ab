# about: A while loop whose counter never grows never ends.
# expect: linear_unit timeout "loop"

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: one input

# %%
def linear_unit(x, w, b):
    y = b
    i = 0
    while i < 1:
        y = w * x + b
    return y

# %% [markdown]
# ## Task 2: many inputs

# %%
def neuron(x, w, b):
    return x @ w + b

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
    w, b = model.weights
    return w, b
