# about: functools.partial(layers.Dense, activation='relu') used in a loop; relu is a partial of
# about: np.maximum.

# %%
from functools import partial

import keras
import numpy as np
from keras import layers

# %%
relu = partial(np.maximum, 0)


# %%
def unit(activation, x, w, b):
    return activation(x.dot(w) + b)


relu_unit = partial(unit, relu)

# %%
DenseReLU = partial(layers.Dense, activation="relu", kernel_initializer="he_normal")


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([layers.Input(shape=[n_inputs])])
    for units in hidden_units:
        model.add(DenseReLU(units))
    model.add(layers.Dense(1))
    return model
