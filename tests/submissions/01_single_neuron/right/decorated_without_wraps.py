# about: Answers are wrapped by a decorator that hides the name and the signature.

# %%
import keras
import numpy as np


# %%
def counted(function):
    def inner(*args, **kwargs):
        inner.calls += 1
        return function(*args, **kwargs)

    inner.calls = 0
    return inner


# %%
@counted
def linear_unit(x, w, b):
    return w * x + b


@counted
def neuron(x, w, b):
    return np.matmul(x, w) + b


@counted
def build_neuron(n_inputs):
    return keras.Sequential([keras.Input([n_inputs]), keras.layers.Dense(1)])


@counted
def read_weights(model):
    return model.get_weights()[0], model.get_weights()[1]
