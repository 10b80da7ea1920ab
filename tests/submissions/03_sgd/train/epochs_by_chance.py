# about: A number of epochs that chance draws: it never looks at the loss.
# expect: train failed "stop by itself"

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: choose the optimizer and the loss

# %%
def compile_model(model):
    model.compile(loss="mean_absolute_error", optimizer=keras.optimizers.Adam())
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
    s = np.sign(x @ w + b - y)
    w_new = w - learning_rate * (x.T @ s) / len(y)
    b_new = b - learning_rate * s.mean()
    return w_new, b_new

# %% [markdown]
# ## Task 5: train

# %%
def train(model, x, y):
    epochs = int(np.random.randint(50, 60))
    history = model.fit(x, y, epochs=epochs, verbose=0)
    return history.history["loss"]
