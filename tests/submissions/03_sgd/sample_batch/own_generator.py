# about: Makes a new default_rng(0) instead of drawing with the rng it was given, so every batch is
# about: the same.
# expect: sample_batch failed "rng"
# only: sample_batch

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: choose the optimizer and the loss

# %%
def compile_model(model):
    model.compile(
        optimizer="adam",
        loss=keras.losses.MeanAbsoluteError(),
    )
    return model

# %% [markdown]
# ## Task 2: sample

# %%
def sample_batch(x, y, batch_size, rng):
    rng = np.random.default_rng(0)
    rows = rng.choice(len(x), size=batch_size, replace=False)
    return x[rows], y[rows]

# %% [markdown]
# ## Task 3: measure

# %%
def measure_loss(y_true, y_pred):
    return abs(y_pred - y_true).mean()

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
