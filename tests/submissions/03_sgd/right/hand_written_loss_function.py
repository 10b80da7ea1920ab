# about: compile_model is given a loss function written by hand; the losses come back as a NumPy
# about: array.

# %%
import keras
import numpy as np
from keras import ops


# %%
def mean_abs(y_true, y_pred):
    return ops.mean(ops.abs(y_true - y_pred))


def compile_model(model):
    model.compile(optimizer="adam", loss=mean_abs)
    return model


# %%
def sample_batch(x, y, batch_size, rng):
    picked = rng.choice(np.arange(len(y)), size=(batch_size,))
    return x[picked], y[picked]


# %%
def measure_loss(y_true, y_pred):
    return mean_abs(np.asarray(y_true, "float64"), np.asarray(y_pred, "float64"))


# %%
def adjust_weights(w, b, x, y, learning_rate):
    s = np.sign(np.einsum("ri,i->r", x, w) + b - y)
    return w - learning_rate * np.einsum("r,ri->i", s, x) / len(s), b - learning_rate * s.sum() / s.size


# %%
def train(model, x, y):
    stop = keras.callbacks.EarlyStopping("loss", patience=10)
    model.fit(x, y, epochs=2000, callbacks=[stop], verbose=0)
    return np.array(model.history.history["loss"])
