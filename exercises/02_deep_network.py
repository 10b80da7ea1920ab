# %% [markdown]
# # A deep network
#
# **The idea.** However many linear units you stack, the result is still a
# straight line. A network can learn a curve only if there is a function between
# its layers that is not linear: an *activation function*. The simplest one is
# the *rectifier*. It keeps a number above zero, and replaces any other by 0.
#
# **The formula.**
#
#     relu(x) = max(0, x)
#
# A linear unit followed by the rectifier is a ReLU unit:
#
#     y = max(0, w0*x0 + w1*x1 + ... + b)
#
# A *Dense* layer is many such units side by side, all with the same inputs. A
# deep network is one Dense layer after another. The last one is linear, so that
# the output can be any number, even one below zero.
#
# **A worked example.** Take w = (1, -2) and b = 0.5. For x = (3, 1) the sum is
# 3 - 2 + 0.5 = 1.5, and the unit gives 1.5. For x = (1, 3) the sum is
# 1 - 6 + 0.5 = -4.5, and the unit gives 0.

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: the rectifier


# %%
def relu(x):
    """Return max(0, x).

    x: a number or an array of any shape. The maximum is taken for each
    element, and the result has the shape of x.
    """
    raise NotImplementedError


# %% [markdown]
# ## Task 2: one ReLU unit


# %%
def relu_unit(x, w, b):
    """Return max(0, w0*x0 + w1*x1 + ... + b).

    w: array of shape (n,), one weight for each input. b: a number.
    x of shape (n,), one example: return one number.
    x of shape (batch, n), one example in each row: return shape (batch,).
    """
    raise NotImplementedError


# %% [markdown]
# ## Task 3: stack the layers
#
# `hidden_units` is a list such as [8, 4]: the first hidden layer has 8 units,
# the second 4. The list may be of any length.
#
# A Dense layer takes the name of its activation function as `activation`. This
# model uses another one, tanh, and is built layer by layer:
#
#     model = keras.Sequential([keras.Input(shape=(10,))])
#     model.add(keras.layers.Dense(5, activation="tanh"))
#     model.add(keras.layers.Dense(2))


# %%
def build_deep_network(n_inputs, hidden_units):
    """Return a Keras model with one Dense ReLU layer for each entry of
    hidden_units, in order, and after them one linear output unit.

    n_inputs: how many numbers one example has.
    hidden_units: list of whole numbers, the units of each hidden layer.
    """
    raise NotImplementedError
