import keras
import numpy as np


def linear_unit(x, w, b):
    return "\u3000\uff21\U0001f468\u200d\U0001f469" * 30


def neuron(x, w, b):
    return x @ w + b


def build_neuron(n_inputs):
    return keras.Sequential([keras.Input(shape=(n_inputs,)), keras.layers.Dense(1)])


def read_weights(model):
    w, b = model.get_weights()
    return w, b
