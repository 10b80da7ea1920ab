# about: Extra default and keyword-only parameters beside those of the stub.

# %%
import keras
import numpy as np


# %%
def linear_unit(x, w=1.0, b=0.0, *, digits=None):
    y = w * x + b
    return y if digits is None else np.round(y, digits)


# %%
def neuron(x, w=None, b=0.0, **ignored):
    if w is None:
        w = np.ones(x.shape[-1])
    return linear_unit(np.dot(x, w), b=b)


# %%
def build_neuron(n_inputs, units=1, *layers_before, use_bias=True):
    dense = keras.layers.Dense(units, use_bias=use_bias, input_shape=(n_inputs,), name="neuron")
    return keras.Sequential([*layers_before, dense], name="single_neuron")


# %%
def read_weights(model, flat=False):
    w, b = model.layers[0].weights
    if flat:
        return w.numpy().ravel(), float(b.numpy()[0])
    return w, b
