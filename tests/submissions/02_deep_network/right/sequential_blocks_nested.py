# about: Each hidden layer is a small Sequential of Dense and ReLU, nested in a Sequential.

# %%
import keras
import numpy as np
from keras import Sequential, layers


# %%
def relu(x):
    return -np.minimum(0, np.negative(x))


# %%
def relu_unit(x, w, b):
    return relu(x @ w + b)


# %%
def block(units):
    return Sequential([layers.Dense(units), layers.ReLU()])


def build_deep_network(n_inputs, hidden_units):
    return Sequential([
        layers.Input(shape=(n_inputs,)),
        *(block(units) for units in hidden_units),
        layers.Dense(1),
    ])
