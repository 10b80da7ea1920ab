# about: Repeats the step until the loss is below 0, which an absolute error never is.
# expect: adjust_weights timeout "loop"
# only: adjust_weights

# %%
import keras
import numpy as np

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
    return np.mean(np.abs(y_true - y_pred))

# %% [markdown]
# ## Task 4: adjust

# %%
def adjust_weights(w, b, x, y, learning_rate):
    loss = 1.0
    while loss >= 0:
        too_high = np.sign(x @ w + b - y)
        w = w - learning_rate * np.mean(too_high[:, None] * x, axis=0)
        b = b - learning_rate * np.mean(too_high)
        loss = np.mean(np.abs(x @ w + b - y))
    return w, b

# %% [markdown]
# ## Task 5: train

# %%
def train(model, x, y):
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=3)
    history = model.fit(x, y, batch_size=64, epochs=500, callbacks=[stop], verbose=0)
    return history.history["loss"]
