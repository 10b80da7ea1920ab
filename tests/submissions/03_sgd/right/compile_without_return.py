# about: compile changes the model in place: nothing needs to be returned.
# only: compile_model

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: choose the optimizer and the loss

# %%
def compile_model(model):
    model.compile(optimizer="adam", loss="mae")

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
    slope_w = np.mean(too_high[:, None] * x, axis=0)
    slope_b = np.mean(too_high)
    return w - learning_rate * slope_w, b - learning_rate * slope_b

# %% [markdown]
# ## Task 5: train

# %%
def train(model, x, y):
    losses = []
    best = float("inf")
    waited = 0
    while waited < 5:
        h = model.fit(x, y, verbose=0)
        losses.append(h.history["loss"][0])
        waited = waited + 1 if losses[-1] >= best else 0
        best = min(best, losses[-1])
    return losses
