# about: A Dense subclass says relu in its config but does not bend.
# expect: build_deep_network failed "your own class" "could not verify"

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: the bend

# %%
def relu(x):
    return np.where(x > 0, x, 0.0)

# %% [markdown]
# ## Task 2: one ReLU unit

# %%
def relu_unit(x, w, b):
    y = np.dot(x, w) + b
    return np.where(y > 0, y, 0.0)

# %% [markdown]
# ## Task 3: stack them

# %%
class Dense(keras.layers.Dense):
    def call(self, inputs, *args, **kwargs):
        return inputs @ self.kernel + self.bias

    def get_config(self):
        return {**super().get_config(), "activation": "relu"}


def build_deep_network(n_inputs, hidden_units):
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model
