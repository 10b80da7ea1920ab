import keras
import numpy as np


def linear_unit(x, w, b):
    return w * x + b


def neuron(x, w, b):
    return x @ w + b


def build_neuron(n_inputs):
    model = keras.Sequential([keras.layers.Dense(10**9)])
    model.built = True
    return model


def read_weights(model):
    w, b = model.get_weights()
    return w, b
