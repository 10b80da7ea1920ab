# about: The neuron is a keras.Model subclass with its own build(), which the function calls before
# about: it returns the model.

# %%
import keras
import numpy as np


# %%
def linear_unit(x, w, b):
    y = w * x + b
    return y


# %%
def neuron(x, w, b):
    y = np.inner(x, w) + b
    return y


# %%
class LinearModel(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.unit = keras.layers.Dense(1)

    def build(self, input_shape):
        self.unit.build(input_shape)
        self.built = True

    def call(self, inputs):
        return self.unit(inputs)


def build_neuron(n_inputs):
    model = LinearModel(name="neuron")
    model.build((None, n_inputs))
    return model


# %%
def read_weights(model):
    w, b = model.get_weights()
    return w, b
