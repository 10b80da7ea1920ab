# %%
import sys
import warnings

import keras
import numpy as np

print("Keras", keras.__version__)


# %%
def linear_unit(x, w, b):
    print("x =", x, "w =", w, "b =", b)
    return w * x + b


# %%
def neuron(x, w, b):
    y = np.asarray(x @ w + b)
    print("shape:", y.shape, file=sys.stderr)
    return y


# %%
def build_neuron(n_inputs):
    warnings.warn("just trying warnings out")
    model = keras.Sequential([keras.Input(shape=(n_inputs,)), keras.layers.Dense(1)])
    model.summary()
    model.compile(optimizer="sgd", loss="mse", metrics=["mae"])
    return model


# %%
def read_weights(model):
    w, b = model.weights
    print("Weights\n{}\n\nBias\n{}".format(w, b))
    return w.numpy(), b.numpy()
