# about: np.clip(x, 0, None); linear Dense layers each followed by layers.Activation('relu').

# %%
import keras
import numpy as np
from keras import layers


# %%
def relu(x):
    return np.clip(x, 0, None)


# %%
def relu_unit(x, w, b):
    return np.clip(x @ w + b, 0, np.inf)


# %%
def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(layers.Dense(units))
        model.add(layers.Activation("relu"))
    model.add(layers.Dense(1))
    return model
