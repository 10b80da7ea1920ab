# about: Index loops over rows and inputs fill a preallocated array; len(x.shape) tells the two
# about: cases apart.

# %%
import keras
import numpy as np


# %%
def linear_unit(x, w, b):
    y = w * x
    y = y + b
    return y


# %%
def neuron(x, w, b):
    if len(x.shape) == 1:
        y = b
        for i in range(len(w)):
            y = y + w[i] * x[i]
        return y
    y = np.zeros(x.shape[0])
    for row in range(x.shape[0]):
        y[row] = b
        for i in range(x.shape[1]):
            y[row] += w[i] * x[row, i]
    return y


# %%
def build_neuron(n_inputs):
    model = keras.models.Sequential()
    model.add(keras.Input(shape=(n_inputs,)))
    model.add(keras.layers.Dense(1))
    return model


# %%
def read_weights(model):
    for layer in model.layers:
        if layer.get_weights():
            w, b = layer.get_weights()
    return w, b
