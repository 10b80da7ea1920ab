# about: The rows of a batch are collected in lists.
# only: sample_batch

# %%
import numpy as np
from tensorflow import keras

# %% [markdown]
# ## Task 1: choose the optimizer and the loss

# %%
def compile_model(model):
    model.compile(optimizer='adam', loss="mae")
    return model

# %% [markdown]
# ## Task 2: sample

# %%
def sample_batch(x, y, batch_size, rng):
    xs, ys = [], []
    for i in rng.permutation(len(x))[:batch_size]:
        xs.append(x[i])
        ys.append(y[i])
    return xs, ys

# %% [markdown]
# ## Task 3: measure

# %%
def measure_loss(y_true, y_pred):
    return np.mean(np.abs(y_true - y_pred))

# %% [markdown]
# ## Task 4: adjust

# %%
def adjust_weights(w, b, x, y, learning_rate):
    s = np.sign(x @ w + b - y)
    w_new = w - learning_rate * (x.T @ s) / len(y)
    b_new = b - learning_rate * s.mean()
    return w_new, b_new

# %% [markdown]
# ## Task 5: train

# %%
def train(model, x, y):
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=3)
    history = model.fit(x, y, batch_size=64, epochs=500, callbacks=[stop], verbose=0)
    return history.history["loss"]
