# about: A keras.Model subclass with a list of layers and its own build() that walks through them,
# about: called inside the function.

# %%
import keras
import numpy as np


# %%
class ReLU:
    def __call__(self, x):
        return np.maximum(x, np.zeros(np.shape(x)))


relu = ReLU()


# %%
def relu_unit(x, w, b):
    return relu(np.sum(w * x, axis=-1) + b)


# %%
class DeepNetwork(keras.Model):
    def __init__(self, hidden_units):
        super().__init__()
        self.hidden = [keras.layers.Dense(units, activation="relu") for units in hidden_units]
        self.out = keras.layers.Dense(1)

    def build(self, input_shape):
        for layer in [*self.hidden, self.out]:
            layer.build(input_shape)
            input_shape = layer.compute_output_shape(input_shape)
        self.built = True

    def call(self, inputs):
        for layer in self.hidden:
            inputs = layer(inputs)
        return self.out(inputs)


def build_deep_network(n_inputs, hidden_units):
    model = DeepNetwork(hidden_units)
    model.build((None, n_inputs))
    return model
