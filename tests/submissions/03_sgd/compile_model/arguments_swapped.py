# about: Optimizer and loss are swapped: Keras raises ValueError.
# expect: compile_model error "optimizer" "mae"
# only: compile_model

# %%
import numpy as np
from tensorflow import keras

# %% [markdown]
# ## Task 1: choose the optimizer and the loss

# %%
def compile_model(model):
    model.compile("mae", "adam")
    return model

# %% [markdown]
# ## Task 2: sample

# %%
def sample_batch(x, y, batch_size, rng):
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
