# about: Everything is said with keras.ops, the results are tensors.

# %%
import keras
from keras import ops


# %%
def linear_unit(x, w, b):
    x = ops.convert_to_tensor(x, dtype="float32")
    return ops.add(ops.multiply(x, w), b)


# %%
def neuron(x, w, b):
    x = ops.cast(x, "float64")
    w = ops.cast(w, "float64")
    return ops.matmul(x, w) + ops.cast(b, "float64")


# %%
def build_neuron(n_inputs):
    inputs = keras.layers.Input((n_inputs,))
    return keras.models.Model(inputs=inputs, outputs=keras.layers.Dense(1, activation=None)(inputs))


# %%
def read_weights(model):
    w, b = model.weights
    return ops.squeeze(w, axis=-1), ops.squeeze(b)
