import keras
import numpy as np


def linear_unit(x, w, b):
    return w * x + b


def neuron(x, w, b):
    return x @ w + b


def build_neuron(n_inputs):
    model = keras.Sequential([keras.Input(shape=(n_inputs,)), keras.layers.Dense(1)])
    model.layers[0].get_weights = lambda: [np.ones((n_inputs, 2), bool), np.ones(2, bool)]
    return model


def read_weights(model):
    w, b = model.get_weights()
    return w, b
