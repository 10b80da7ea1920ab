# about: A Dense subclass doubles what the linear unit computes.
# expect: build_neuron failed "Dense"

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
class TwiceDense(keras.layers.Dense):
    def call(self, inputs, *args, **kwargs):
        return 2 * super().call(inputs, *args, **kwargs)


def build_neuron(n_inputs):
    return keras.Sequential([keras.Input(shape=(n_inputs,)), TwiceDense(1)])

# %% [markdown]
# ## Task 4: look inside

# %%
def read_weights(model):
    w, b = model.get_weights()
    return w, b
