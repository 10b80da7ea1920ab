# %% [markdown]
# # A single neuron
#
# **The idea.** A neuron takes a number, stretches it by a *weight* and shifts
# it by a *bias*. Learning means finding the weight and the bias that turn what
# you know (the input x) into what you want to know (the output y).
#
# **The formula.** With one input it is a straight line:
#
#     y = w*x + b
#
# With several inputs each has its own weight, and all the products are added
# up before the one bias is added:
#
#     y = w0*x0 + w1*x1 + ... + b
#
# **A worked example.** A taxi costs 3 to get in and 2 for each kilometre.
# That is a neuron with w = 2 and b = 3. Five kilometres cost 2*5 + 3 = 13.
# If each suitcase costs 1 more, there are two inputs with the weights 2 and 1:
# five kilometres with two suitcases cost 2*5 + 1*2 + 3 = 15.
#
# Fill in the four functions below: delete the line `raise NotImplementedError`
# and write your answer in its place. Then run `grade` on this file.

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: one input


# %%
def linear_unit(x, w, b):
    """Return y = w*x + b.

    x, w and b are numbers; x may also be a NumPy array of any shape, and then
    y has the shape of x.
    """
    raise NotImplementedError


# %% [markdown]
# ## Task 2: many inputs
#
# One example is an array of n numbers. A *batch* is a table: one example in
# each row, one input in each column.


# %%
def neuron(x, w, b):
    """Return y = w0*x0 + w1*x1 + ... + b.

    w: array of shape (n,), one weight for each input. b: a number.
    x of shape (n,), one example: return one number.
    x of shape (batch, n), one example in each row: return shape (batch,).
    """
    raise NotImplementedError


# %% [markdown]
# ## Task 3: the same neuron, built with Keras
#
# In Keras a neuron is a `Dense` layer with one unit. It has its own weights and
# bias; you only say how many inputs it will get. A model is a list of layers.
# This one has three units side by side, on ten inputs:
#
#     model = keras.Sequential([keras.Input(shape=(10,)), keras.layers.Dense(3)])
#
# Mind the comma in (10,): a shape is a tuple, even with one number in it.


# %%
def build_neuron(n_inputs):
    """Return a Keras model that is one linear unit with a bias.

    n_inputs: how many numbers one example has.
    """
    raise NotImplementedError


# %% [markdown]
# ## Task 4: look inside
#
# Before any training the weights are random and the bias is 0. A model keeps
# its layers in a list, `model.layers`, and the method `get_weights()` of a layer
# returns its arrays. Print them and their shapes to see which is which.


# %%
def read_weights(model):
    """Return (w, b) of a model that is one linear unit.

    w: its weights, of shape (n,) or (n, 1). b: its bias, a number or shape (1,).
    """
    raise NotImplementedError
