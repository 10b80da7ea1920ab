# about: linear_unit and neuron are np.vectorize objects, not functions.

# %%
import keras
import numpy as np

# %%
linear_unit = np.vectorize(lambda x, w, b: w * x + b, otypes=[float])

# %%
neuron = np.vectorize(lambda x, w, b: np.inner(x, w) + b, signature="(n),(n),()->()", otypes=[float])


# %%
def build_neuron(n_inputs):
    model = keras.Sequential([keras.layers.Dense(1)])
    model.build((None, n_inputs))
    return model


# %%
def read_weights(model):
    return [v.numpy() for v in model.trainable_weights]
