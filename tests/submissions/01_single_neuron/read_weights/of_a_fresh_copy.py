# about: Reads the weights of a clone, which has new random weights of its own.
# expect: read_weights failed "weight"

# %%
import numpy as np
from tensorflow import keras

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
    return np.dot(x, w) + b

# %% [markdown]
# ## Task 3: the same neuron, built with Keras

# %%
def build_neuron(n_inputs):
    model = keras.Sequential([
        keras.layers.Dense(units=1, input_shape=[n_inputs]),
    ])
    return model

# %% [markdown]
# ## Task 4: look inside

# %%
def read_weights(model):
    copy = keras.models.clone_model(model)
    w, b = copy.get_weights()
    return w, b
