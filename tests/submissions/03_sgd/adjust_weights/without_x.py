# about: The slope along w is not multiplied by x, so all weights move alike.
# expect: adjust_weights failed "slope"
# only: adjust_weights

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
    rows = rng.choice(len(x), size=batch_size, replace=False)
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
    slope = np.mean(too_high)
    return w - learning_rate * slope, b - learning_rate * slope

# %% [markdown]
# ## Task 5: train

# %%
def train(model, x, y):
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=3)
    history = model.fit(x, y, batch_size=64, epochs=500, callbacks=[stop], verbose=0)
    return history.history["loss"]
