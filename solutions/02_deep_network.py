# %% [markdown]
# # A deep network
#
# **What depth is for.** A single neuron draws a straight line. Most things that
# are worth learning are not that simple: no straight line tells a cat from a
# dog in a picture. A *deep* network has several layers between its input and
# its output. Each layer works on what the layer before it found, and so builds
# larger things from smaller ones: in a picture first edges, then shapes, then
# cats. With few units in each of several layers, a network can compute what
# would take very many units in a single layer.
#
# **The idea.** However many linear units you stack, the result is still a
# straight line. If the first gives 3*x + 1, and the second twice that plus 4,
# then together they give 2*(3*x + 1) + 4 = 6*x + 6: one linear unit again. A
# network can learn a curve only if there is a function between its layers that
# is not linear: an *activation function*. It is applied to the sum of each
# unit, and puts a bend into the straight line. The simplest one is the
# *rectifier*. It keeps a number above zero, and replaces any other by 0.
# Others, such as tanh and the sigmoid, bend the line smoothly.
#
# **The formula.**
#
#     relu(x) = max(0, x)
#
# A linear unit followed by the rectifier is a *ReLU* unit (rectified linear
# unit):
#
#     y = max(0, w0*x0 + w1*x1 + ... + b)
#
# A *Dense* layer is several units side by side, with the same inputs. A
# deep network is one Dense layer after another: the outputs of one are the
# inputs of the next. The last layer is the *output layer*. It is linear, so
# that the output can be any number, even one below zero. The layers before it
# are *hidden layers*: what they compute is used inside the network, and you see
# only what the output layer makes of it. You choose the numbers of layers and
# units. The weights and biases are found by training.
#
# **A worked example.** Take w = (1, -2) and b = 0.5. For x = (3, 1) the sum is
# 3 - 2 + 0.5 = 1.5, and the unit gives 1.5. For x = (1, 3) the sum is
# 1 - 6 + 0.5 = -4.5, and the unit gives 0.
#
# Now a network with one input. Its hidden layer has two ReLU units, max(0, x)
# and max(0, -x), and its output unit adds them up. For x = 2 they give 2 and 0,
# for x = -2 they give 0 and 2: the output is 2 for both. The straight line was
# folded at 0, as in the middle of the picture. A second hidden layer folds the
# fold again, as on the right. There, two more units make four pieces out of
# two. A third layer would make eight pieces. That is what depth is for.

# %% [markdown]
# ![Linear units give a straight line. One hidden layer folds it into a V, and a second one folds the V into a W](pictures/folds.svg)

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
    return np.maximum(0.0, x)


# %% [markdown]
# ## Task 2: one ReLU unit


# %%
def relu_unit(x, w, b):
    """Return max(0, w0*x0 + w1*x1 + ... + b).

    w: array of shape (n,), one weight for each input. b: a number.
    x of shape (n,), one example: return one number.
    x of shape (batch, n), one example in each row: return shape (batch,).
    """
    return relu(x @ w + b)


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
    model = keras.Sequential([keras.Input(shape=(n_inputs,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(1))
    return model


# %% [markdown]
# ## Something to try
#
# Run this cell once you have solved the tasks. After each # is what you will
# see. (In a script, run the whole file.)
#
# Then change the numbers. What becomes of the V with relu(x - 1) in place of
# relu(x)? Where do the 73 numbers of the network come from? (A unit has one
# weight for each of its inputs, and one bias. So the first hidden layer has 8*3
# weights and 8 biases.) How many are there with a third hidden layer?

# %%
if __name__ == "__main__":
    print(relu_unit(np.array([3, 1]), np.array([1, -2]), 0.5))  # 1.5

    x = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
    fold = relu(x) + relu(-x)
    print(fold)  # [2. 1. 0. 1. 2.], the V in the picture
    print(relu(fold - 1) + relu(1 - fold))  # [1. 0. 1. 0. 1.], the W

    network = build_deep_network(3, [8, 4])
    print(network.count_params())  # 73 weights and biases
