# about: Nadam, a relative of Adam, instead of Adam.
# expect: compile_model failed "nadam"
# only: compile_model

# %%
import numpy as np
from tensorflow import keras

# %% [markdown]
# ## Task 1: choose the optimizer and the loss

# %%
def compile_model(model):
    model.compile(optimizer="nadam", loss="mae")
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
    return np.mean(np.abs(y_true - y_pred))

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
