# about: A file with a UTF-8 byte order mark, comments and variable names that are not ASCII, and a
# about: top-level print of such text.

# %% [markdown]
# # Один нейрон — решение

# %%
import keras
import numpy as np

print("Привет, ŷ = w·x + b → 15 ✓")


# %%
def linear_unit(x, w, b):
    ŷ = w * x + b  # прямая линия
    return ŷ


# %%
def neuron(x, w, b):
    Σ = np.dot(x, w)  # сумма произведений
    return Σ + b


# %%
def build_neuron(n_inputs):
    модель = keras.Sequential([keras.Input((n_inputs,)), keras.layers.Dense(1)])
    return модель


# %%
def read_weights(model):
    """Gewichte zurückgeben."""
    w, b = model.get_weights()
    return w, b
