# about: relu sets the negative elements of a copy to zero, with 0-d arrays for numbers; He
# about: initialisation.

# %%
import keras
import numpy as np


# %%
def relu(x):
    y = np.array(x, dtype=float)
    y[y < 0] = 0
    return y


# %%
def relu_unit(x, w, b):
    return relu(np.inner(w, x) + b)


# %%
def build_deep_network(n_inputs, hidden_units):
    keras.backend.clear_session()
    he = keras.initializers.HeUniform
    layers = [keras.layers.Dense(u, activation="relu", kernel_initializer=he(seed=i)) for i, u in enumerate(hidden_units)]
    out = keras.layers.Dense(1, kernel_initializer="lecun_normal", bias_initializer=keras.initializers.Constant(0.1))
    return keras.Sequential([keras.Input((n_inputs,)), *layers, out])
