# about: Answers are instances of classes with __call__; the batch is handled with the @ operator
# about: inside.

# %%
import keras
import numpy as np


# %%
class LinearUnit:
    def __call__(self, x, w, b):
        return w * x + b


class Neuron(LinearUnit):
    def __call__(self, x, w, b):
        return np.asarray(x) @ np.asarray(w) + b


linear_unit = LinearUnit()
neuron = Neuron()


# %%
class Builder:
    """Remembers the model it made last."""

    last = None

    def build(self, n_inputs):
        self.last = keras.Sequential([keras.Input((n_inputs,)), keras.layers.Dense(1)])
        return self.last

    @staticmethod
    def read(model):
        return model.weights[0].numpy(), model.weights[1].numpy()


builder = Builder()
build_neuron = builder.build
read_weights = Builder.read
