# about: Input(shape=n_inputs) gets a number instead of a tuple; Keras raises ValueError.
# expect: build_neuron error "shape" "line 27"

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: one input

# %%
def linear_unit(x, w, b):
    return w * x + b

# %% [markdown]
# ## Task 2: many inputs

# %%
def neuron(x, w, b):
    return np.dot(x, w) + b

# %% [markdown]
# ## Task 3: the same neuron, built with Keras

# %%
def build_neuron(n_inputs):
    inputs = keras.Input(shape=n_inputs)
    return keras.Sequential([inputs, keras.layers.Dense(1)])

# %% [markdown]
# ## Task 4: look inside

# %%
def read_weights(model):
    w, b = model.get_weights()
    return w, b
