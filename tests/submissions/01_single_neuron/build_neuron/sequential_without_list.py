# about: Sequential gets a layer instead of a list of layers; Keras 3 raises TypeError.
# expect: build_neuron error "list" "line 27"

# %%
import numpy as np
from tensorflow import keras

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
    model = keras.Sequential(keras.layers.Dense(1, input_shape=[n_inputs]))
    return model

# %% [markdown]
# ## Task 4: look inside

# %%
def read_weights(model):
    w, b = model.weights
    return w, b
