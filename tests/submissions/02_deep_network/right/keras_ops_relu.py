# about: relu and relu_unit with keras.ops; models built by model.build((None, n)).

# %%
import keras
from keras import ops


# %%
def relu(x):
    return ops.relu(ops.convert_to_tensor(x, dtype="float64"))


# %%
def relu_unit(x, w, b):
    products = ops.multiply(ops.cast(x, "float64"), ops.cast(w, "float64"))
    return ops.maximum(0.0, ops.sum(products, axis=-1) + b)


# %%
def build_deep_network(n_inputs, hidden_units):
    hidden = [keras.layers.Dense(units, activation=ops.relu) for units in hidden_units]
    model = keras.Sequential(hidden + [keras.layers.Dense(1)])
    model.build((None, n_inputs))
    return model
