# %% [markdown]
# # A single neuron
#
# **What deep learning is.** For most programs a person writes down the rules.
# In *machine learning* a program finds its rules in examples: it is shown
# inputs together with the right answers. *Deep learning* is machine learning
# with *neural networks*. A neural network, also called a *model*, is built from
# many small units, the *neurons*, which are ordered in layers. "Deep" means
# that there are several layers, one after another.
#
# Each neuron does little more than multiply its inputs by some numbers and add
# up. Nobody writes these numbers down. They are found by *training*: the
# network starts with random ones, and they are changed little by little until
# its answers come close to the right ones. Exercise 1 is about one neuron,
# exercise 2 about layers of them, and exercise 3 about training.
#
# **The idea.** A neuron takes a number, stretches it by a *weight* and shifts
# it by a *bias*. Learning means finding the weight and the bias that turn what
# you know (the *input* x) into what you want to know (the *output* y). A neuron
# that does nothing else is a *linear unit*: with one input, all its outputs lie
# on a straight line.
#
# **The formula.** This is the straight line for one input:
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
# The picture shows the first taxi. The bias is the price at 0 kilometres, where
# the line begins. The weight is the slope of the line: how much the price
# grows with each kilometre.

# %% [markdown]
# ![The price of a taxi ride is a straight line: 3 at 0 km, and 2 more for each km](pictures/taxi.svg)

# %% [markdown]
# Fill in the four functions below: delete the line `raise NotImplementedError`
# and write your answer in its place. Then run `grade` on this file.

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: one input
#
# A NumPy *array* holds many numbers, in a row or a table, and you can calculate
# with all of them at once. `np.array([0, 1, 5])` makes one.


# %%
def linear_unit(x, w, b):
    """Return y = w*x + b.

    x, w and b are numbers; x may also be a NumPy array of any shape, and then
    y has the shape of x.
    """
    return w * x + b


# %% [markdown]
# ## Task 2: many inputs
#
# One *example* is an array of n numbers, such as the kilometres and the
# suitcases of one ride. A *batch* is a table: one example in each row, one
# input in each column. The *shape* of an array is its size in each direction: a
# batch of 4 examples with 3 inputs has the shape (4, 3), and one such example
# has the shape (3,).


# %%
def neuron(x, w, b):
    """Return y = w0*x0 + w1*x1 + ... + b.

    w: array of shape (n,), one weight for each input. b: a number.
    x of shape (n,), one example: return one number.
    x of shape (batch, n), one example in each row: return shape (batch,).
    """
    return x @ w + b


# %% [markdown]
# ## Task 3: the same neuron, built with Keras
#
# *Keras* is a library for building and training neural networks. *TensorFlow*
# does its calculations. In Keras a neuron is a `Dense` layer with one unit.
# (Dense means that every unit gets every input.) It has its own weights and
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
    return keras.Sequential([keras.Input(shape=(n_inputs,)), keras.layers.Dense(1)])


# %% [markdown]
# ## Task 4: look inside
#
# Before any training the weights are random and the bias is 0. A model keeps
# its layers in a list, `model.layers`, and the method `get_weights()` of a
# layer returns its arrays. Print them and their shapes to see which is which.


# %%
def read_weights(model):
    """Return (w, b) of a model that is one linear unit.

    w: its weights, of shape (n,) or (n, 1). b: its bias, a number or shape (1,).
    """
    w, b = model.get_weights()
    return w, b


# %% [markdown]
# ## Something to try
#
# Run this cell once you have solved the tasks. After each # is what you will
# see. (In a script, run the whole file: `python 01_single_neuron.py`. The
# grader skips these lines, since `__name__` is "__main__" only when you run
# them.)
#
# Then change the numbers. What does a ride cost in a taxi that takes 4 to get
# in and 1.5 for each kilometre? Which number must be 0 if getting in is free?
# What does a negative weight mean?

# %%
if __name__ == "__main__":
    print(linear_unit(5, 2, 3))  # 13
    print(linear_unit(np.array([0, 1, 5]), 2, 3))  # [ 3  5 13]
    print(neuron(np.array([5, 2]), np.array([2, 1]), 3))  # 15

    # A new model knows no taxi: two random weights, a bias of 0, a wrong price.
    model = build_neuron(2)
    print(read_weights(model))
    print(model(np.array([[5.0, 2.0]])).numpy())  # exercise 3 fixes this
