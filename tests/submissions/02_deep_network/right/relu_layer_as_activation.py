# about: activation=keras.layers.ReLU(), a layer given as activation; the output has
# about: layers.Activation('linear') behind it.

# %%
import keras
import numpy as np


# %%
def relu(x):
    return keras.layers.ReLU(dtype="float64")(np.asarray(x, dtype="float64")).numpy()


# %%
def relu_unit(x, w, b):
    return float(relu(x @ w + b)) if x.ndim == 1 else relu(x @ w + b)


# %%
def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input((n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation=keras.layers.ReLU()))
    model.add(keras.layers.Dense(1))
    model.add(keras.layers.Activation("linear"))
    return model
