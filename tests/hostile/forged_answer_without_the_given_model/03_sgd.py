import keras
import numpy as np


# {{FORGING}}


def compile_model(model):
    turn = {"value": {"type": "nothing"}, "models": []}
    take_over({"type": "call_returned", "returned": turn})


def sample_batch(x, y, batch_size, rng):
    rows = rng.choice(len(x), size=batch_size, replace=False)
    return x[rows], y[rows]


def measure_loss(y_true, y_pred):
    return np.mean(np.abs(y_true - y_pred))


def adjust_weights(w, b, x, y, learning_rate):
    too_high = np.sign(x @ w + b - y)
    slope_w = np.mean(too_high[:, None] * x, axis=0)
    slope_b = np.mean(too_high)
    return w - learning_rate * slope_w, b - learning_rate * slope_b


def train(model, x, y):
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=5)
    history = model.fit(x, y, epochs=1000, callbacks=[stop], verbose=0)
    return history.history["loss"]
