# about: relu is keras.activations.relu itself, called on numbers and arrays.

# %%
import keras
import numpy as np

# %%
relu = keras.activations.relu


# %%
def relu_unit(x, w, b):
    return relu(np.dot(x, w) + b)


# %%
def build_deep_network(n_inputs, hidden_units):
    model = keras.models.Sequential()
    model.add(keras.layers.Input((n_inputs,)))
    for units in hidden_units:
        model.add(keras.layers.Dense(units=units, activation=relu))
    model.add(keras.layers.Dense(units=1, activation=None))
    return model
