# about: A subclass whose hidden part is a Sequential attribute; built by calling the model on
# about: zeros.

# %%
import keras
import numpy as np


# %%
def relu(x):
    x = np.asarray(x)
    return np.select([x > 0], [x], default=0)


# %%
def relu_unit(x, w, b):
    z = np.tensordot(x, w, axes=([-1], [0])) + b
    return np.amax([z, np.zeros_like(z)], axis=0)


# %%
class Network(keras.models.Model):
    def __init__(self, sizes):
        super().__init__()
        self.net = keras.Sequential([keras.layers.Dense(n, activation="relu") for n in sizes] + [keras.layers.Dense(1)])

    def call(self, x):
        return self.net(x)


def build_deep_network(n_inputs, hidden_units):
    model = Network(hidden_units)
    model(np.zeros((1, n_inputs), dtype="float32"))
    return model
