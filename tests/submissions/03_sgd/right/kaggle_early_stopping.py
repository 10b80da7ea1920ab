# about: The course's spelling: EarlyStopping(min_delta=0.001, patience=20,
# about: restore_best_weights=True), epochs=500, default verbosity.

# %%
import numpy as np
from tensorflow import keras
from tensorflow.keras import callbacks


# %%
def compile_model(model):
    model.compile(
        optimizer="adam",
        loss="mae",
    )
    return model


# %%
def sample_batch(x, y, batch_size, rng):
    rows = rng.choice(x.shape[0], batch_size, replace=False)
    return x[rows, :], y[rows]


# %%
def measure_loss(y_true, y_pred):
    return np.abs(y_true - y_pred).mean()


# %%
def adjust_weights(w, b, x, y, learning_rate):
    sign = np.sign(np.dot(x, w) + b - y)
    w_new = w - learning_rate * np.dot(sign, x) / len(y)
    b_new = b - learning_rate * sign.mean()
    return w_new, b_new


# %%
def train(model, x, y):
    early_stopping = callbacks.EarlyStopping(
        monitor="loss",
        min_delta=0.001,  # minimium amount of change to count as an improvement
        patience=20,  # how many epochs to wait before stopping
        restore_best_weights=True,
    )
    history = model.fit(x, y, batch_size=64, epochs=500, callbacks=[early_stopping])
    return history.history["loss"]
