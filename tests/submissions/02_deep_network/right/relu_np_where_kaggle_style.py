# about: np.where and the course's spelling: tensorflow.keras, input_shape=[n] on the first layer
# about: only, also with no hidden layer.

# %%
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


# %%
def relu(x):
    return np.where(x > np.zeros_like(x), x, 0)


# %%
def relu_unit(x, w, b):
    return relu(np.dot(x, w) + b)


# %%
def build_deep_network(n_inputs, hidden_units):
    stack = [layers.Dense(units, activation="relu") for units in hidden_units]
    stack.append(layers.Dense(1))
    model = keras.Sequential([layers.InputLayer(shape=(n_inputs,))] + stack)
    return model
