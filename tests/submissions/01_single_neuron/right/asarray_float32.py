# about: Inputs are converted with np.asarray to float32, the results are NumPy float32 arrays,
# about: also for one number.

# %%
import keras
import numpy as np


# %%
def linear_unit(x, w, b):
    x = np.asarray(x, dtype=np.float32)
    return np.asarray(np.float32(w) * x + np.float32(b))


# %%
def neuron(x, w, b):
    x = np.asarray(x, dtype="float32")
    w = np.asarray(w, dtype="float32").reshape(-1, 1)
    batch = x.reshape(-1, len(w))
    y = batch @ w + np.float32(b)
    return y[0, 0] if x.ndim == 1 else y[:, 0]


# %%
def build_neuron(n_inputs):
    n_inputs = int(n_inputs)
    return keras.Sequential([keras.Input(shape=[n_inputs], dtype="float32"), keras.layers.Dense(1, dtype="float32")])


# %%
def read_weights(model):
    return np.asarray(model.weights[0]), np.asarray(model.weights[1])
