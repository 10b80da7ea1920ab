# about: return stands inside the loop over the rows, so only the first row of a batch is answered.
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
    if x.ndim == 1:
        return w @ x + b
    results = []
    for row in x:
        results.append(w @ row + b)
        return np.array(results)

# %% [markdown]
# ## Task 3: the same neuron, built with Keras

# %%
def build_neuron(n_inputs):
    return keras.Sequential([keras.Input(shape=(n_inputs,)), keras.layers.Dense(1)])

# %% [markdown]
# ## Task 4: look inside

# %%
def read_weights(model):
    dense = model.layers[-1]
    return dense.kernel, dense.bias
