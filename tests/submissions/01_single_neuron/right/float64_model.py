# about: A float64 model with a random normal initializer; longdouble and float64 results.

# %%
import keras
import numpy as np


# %%
def linear_unit(x, w, b):
    return np.longdouble(w) * x + np.longdouble(b)


# %%
def neuron(x, w, b):
    return np.float64(np.dot(x, w) + b) if x.ndim == 1 else np.dot(x, w).astype(np.float64) + b


# %%
def build_neuron(n_inputs):
    keras.utils.set_random_seed(1)
    start = keras.initializers.RandomNormal(stddev=0.5)
    return keras.Sequential([
        keras.Input((n_inputs,), dtype="float64"),
        keras.layers.Dense(1, dtype="float64", kernel_initializer=start),
    ])


# %%
def read_weights(model):
    w, b = model.get_weights()
    return w.astype(float), b.astype(float)
