# about: Returns only the weights, without the bias.
# expect: read_weights failed "bias"

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: one input

# %%
def linear_unit(x, w, b):
    return b + w * x

# %% [markdown]
# ## Task 2: many inputs

# %%
def neuron(x, w, b):
    return np.sum(x * w, axis=-1) + b

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
    return model.get_weights()[0]
