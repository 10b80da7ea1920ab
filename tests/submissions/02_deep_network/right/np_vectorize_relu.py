# about: relu is an np.vectorize object made by a decorator, relu_unit one with a signature.

# %%
import keras
import numpy as np


# %%
@np.vectorize
def relu(x):
    return float(x) if x > 0 else 0.0


# %%
relu_unit = np.vectorize(lambda x, w, b: np.maximum(np.dot(x, w) + b, 0.0), signature="(n),(n),()->()")


# %%
def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential()
    model.add(keras.Input((n_inputs,), name="x"))
    for number, units in enumerate(hidden_units, start=1):
        model.add(keras.layers.Dense(units, "relu", name=f"hidden_{number}"))
    model.add(keras.layers.Dense(1, name="y"))
    return model
