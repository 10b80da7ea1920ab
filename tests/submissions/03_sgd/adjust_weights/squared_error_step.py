# about: The slope of the squared error: a row far off outweighs all others, and the absolute error
# about: can grow.
# expect: adjust_weights failed "squared error"
# only: adjust_weights

# %%
import keras
import numpy as np


# %%
def compile_model(model):
    model.compile(loss="MAE", optimizer="Adam", metrics=["mse"])
    return model


# %%
def sample_batch(x, y, batch_size, rng):
    idx = np.arange(len(x))
    rng.shuffle(idx)
    idx = idx[:batch_size]
    return x[idx], y[idx]


# %%
def measure_loss(y_true, y_pred):
    return np.linalg.norm(np.ravel(y_true - y_pred), ord=1) / np.size(y_true)


# %%
def adjust_weights(w, b, x, y, learning_rate):
    err = x @ w + b - y
    w = w - learning_rate * 2 * np.mean(err[:, None] * x, axis=0)
    b = b - learning_rate * 2 * np.mean(err)
    return w, b


# %%
class StopWhenFlat(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.losses = []

    def on_epoch_end(self, epoch, logs=None):
        self.losses.append(logs["loss"])
        if epoch > 10 and min(self.losses[-6:]) >= min(self.losses[:-6]):
            self.model.stop_training = True


def train(model, x, y):
    watcher = StopWhenFlat()
    model.fit(x, y, epochs=10_000, verbose=0, callbacks=watcher)
    return watcher.losses
