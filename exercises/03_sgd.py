# %% [markdown]
# # Stochastic gradient descent
#
# **The idea.** A new network knows nothing: its weights are random. To train
# it we need a *loss*, a number that says how wrong it is, and an *optimizer*,
# a way to change the weights so that the loss gets smaller. The optimizers of
# deep learning all repeat three steps:
#
# 1. *sample* a few rows of the data, a batch;
# 2. *measure* the loss between the predictions and the true answers;
# 3. *adjust* the weights a little, in the direction that makes the loss smaller.
#
# One pass over all the data is an *epoch*. We go on until the loss no longer
# decreases.
#
# **The formula.** The mean absolute error is the average distance between
# truth and prediction:
#
#     loss = mean(|y_true - y_pred|)
#
# and one step of size learning_rate goes against the slope of the loss:
#
#     w_new = w - learning_rate * (slope of the loss along w)
#     b_new = b - learning_rate * (slope of the loss along b)
#
# **A worked example.** The neuron y = w*x + b has w = 1, b = 0. For x = 2 the
# truth is 5, the prediction 2, the loss |5 - 2| = 3. If w grows by 0.1, the
# prediction grows by 0.2 and the loss falls to 2.8: the slope along w is -2.
# Along b it is -1. A step with learning_rate 0.1 gives w = 1.2 and b = 0.1,
# the prediction 2.5, and the loss has fallen to 2.5.

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: choose the optimizer and the loss
#
# A model's method `compile` takes both, by name. With other choices it looks
# like this:
#
#     model.compile(optimizer="sgd", loss="mean_squared_error")


# %%
def compile_model(model):
    """Compile the model with the Adam optimizer and the mean absolute error loss.

    Compiling changes the model itself; you may also return it.
    """
    raise NotImplementedError


# %% [markdown]
# ## Task 2: sample
#
# A row may come twice in a batch or only once, as you like.


# %%
def sample_batch(x, y, batch_size, rng):
    """Return (x_batch, y_batch): batch_size rows picked at random.

    x: array of shape (rows, n). y: array of shape (rows,); y[i] belongs to x[i],
    and must still do so in the batch.
    rng: a NumPy random generator (np.random.default_rng); draw with it.
    """
    raise NotImplementedError


# %% [markdown]
# ## Task 3: measure


# %%
def measure_loss(y_true, y_pred):
    """Return the mean absolute error between two arrays, one number."""
    raise NotImplementedError


# %% [markdown]
# ## Task 4: adjust
#
# The neuron predicts w0*x0 + w1*x1 + ... + b for each row of x. Every row has
# slopes of its own, as in the worked example: think of what happens to its
# distance from the truth when one weight grows a little, where the prediction
# is too low and where it is too high. The slope of the loss is the mean over
# the rows of the batch.


# %%
def adjust_weights(w, b, x, y, learning_rate):
    """Return the new (w, b) after one step that makes the loss on this batch
    smaller.

    w: array of shape (n,). b: a number. x: shape (batch, n). y: shape (batch,).
    learning_rate: how far to go; a step with twice the rate is twice as long.
    """
    raise NotImplementedError


# %% [markdown]
# ## Task 5: train
#
# The model that you are given here is compiled already. Train it until its loss
# no longer decreases, however many epochs that takes: mostly a few dozen.
#
# `fit` trains for a number of epochs and returns a record of the losses. Its
# `callbacks` are called after each epoch and may end the training. This one ends
# it if the loss is nan (not a number):
#
#     stop = keras.callbacks.TerminateOnNaN()
#     history = model.fit(x, y, epochs=3, callbacks=[stop], verbose=0)
#     history.history["loss"]  # the list of three losses
#
# Keras has another callback, which ends the training early.


# %%
def train(model, x, y):
    """Train the compiled model until the loss no longer decreases.

    Return the loss after each epoch, a list of numbers.
    x: array of shape (rows, n). y: array of shape (rows,).
    """
    raise NotImplementedError
