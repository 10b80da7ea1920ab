# about: Plain Python: sum over zip, results are Python floats, rows by recursion.

# %%
import keras
import numpy as np


# %%
def linear_unit(x, w, b):
    if np.ndim(x) == 0:
        return float(w * x + b)
    return np.array([linear_unit(value, w, b) for value in x])


# %%
def neuron(x, w, b):
    if np.ndim(x) == 2:
        return np.array([neuron(row, w, b) for row in x])
    return float(sum(wi * xi for wi, xi in zip(w, x)) + b)


# %%
def build_neuron(n_inputs):
    return keras.Sequential([keras.Input((n_inputs,)), keras.layers.Dense(units=1)])


# %%
def read_weights(model):
    w, b = model.layers[0].get_weights()
    return w, float(b[0])
