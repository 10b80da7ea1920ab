# about: The mean absolute percentage error instead of the mean absolute error.
# expect: compile_model failed "percentage"
# only: compile_model

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: choose the optimizer and the loss

# %%
def compile_model(model):
    model.compile(optimizer="adam", loss=keras.losses.MeanAbsolutePercentageError())
    return model

# %% [markdown]
# ## Task 2: sample

# %%
def sample_batch(x, y, batch_size, rng):
    rows = np.arange(len(x))
    rng.shuffle(rows)
    rows = rows[:batch_size]
    return x[rows], y[rows]

# %% [markdown]
# ## Task 3: measure

# %%
def measure_loss(y_true, y_pred):
    return np.abs(y_true - y_pred).sum() / y_true.size

# %% [markdown]
# ## Task 4: adjust

# %%
def adjust_weights(w, b, x, y, learning_rate):
    too_high = np.sign(x @ w + b - y)
    slope_w = np.mean(too_high[:, None] * x, axis=0)
    slope_b = np.mean(too_high)
    return w - learning_rate * slope_w, b - learning_rate * slope_b

# %% [markdown]
# ## Task 5: train

# %%
def train(model, x, y):
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=5)
    history = model.fit(x, y, epochs=1000, callbacks=[stop], verbose=0)
    return history.history["loss"]
