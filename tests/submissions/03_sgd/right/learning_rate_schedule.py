# about: Adam with an ExponentialDecay schedule; train lowers the rate on a plateau before it
# about: stops.

# %%
import keras
import numpy as np


# %%
def compile_model(model):
    schedule = keras.optimizers.schedules.ExponentialDecay(0.01, decay_steps=1000, decay_rate=0.9)
    model.compile(optimizer=keras.optimizers.Adam(schedule), loss=keras.losses.MeanAbsoluteError())
    return model


# %%
def sample_batch(x, y, batch_size, rng):
    order = np.argsort(rng.random(len(x)))
    return x[order[:batch_size]], y[order[:batch_size]]


# %%
def measure_loss(y_true, y_pred):
    return keras.losses.MeanAbsoluteError()(y_true, y_pred)


# %%
def adjust_weights(w, b, x, y, learning_rate):
    error = y - (x @ w + b)
    direction = np.divide(error, np.abs(error), out=np.zeros(len(error)), where=error != 0)
    return w + learning_rate * x.T @ direction / len(x), b + learning_rate * np.mean(direction)


# %%
def train(model, x, y):
    callbacks = [
        keras.callbacks.ReduceLROnPlateau(monitor="loss", factor=0.2, patience=3, min_lr=1e-3),
        keras.callbacks.EarlyStopping(monitor="loss", patience=6, min_delta=1e-3, mode="min"),
        keras.callbacks.TerminateOnNaN(),
    ]
    return model.fit(x, y, epochs=1000, callbacks=callbacks, verbose=0).history["loss"]
