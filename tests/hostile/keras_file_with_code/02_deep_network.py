import keras
import numpy as np


def relu(x):
    return np.maximum(0.0, x)


def relu_unit(x, w, b):
    return np.maximum(0.0, x @ w + b)


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,)), keras.layers.Lambda(lambda x: x), keras.layers.Dense(1)])
    model.save("evil.keras")
    return keras.models.load_model("evil.keras", safe_mode=False)
