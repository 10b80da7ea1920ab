# about: Returns w and b as they were.
# expect: adjust_weights failed "chang"
# only: adjust_weights

# %%
import numpy as np
from tensorflow import keras

# %% [markdown]
# ## Task 1: choose the optimizer and the loss

# %%
def compile_model(model):
    model.compile(optimizer="adam", loss="mae")
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
    y_pred = x @ w + b
    loss = np.mean(np.abs(y - y_pred))
    return w, b

# %% [markdown]
# ## Task 5: train

# %%
def train(model, x, y):
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=3)
    history = model.fit(x, y, batch_size=64, epochs=500, callbacks=[stop], verbose=0)
    return history.history["loss"]
