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
# A *prediction* is what the network gives for an input. One pass over all the
# data is an *epoch*: 64 rows in batches of 16 make four steps in each epoch. We
# go on until the loss no longer decreases, which usually takes many epochs.
#
# **The formula.** The *mean absolute error* is the average distance between
# truth and prediction:
#
#     loss = mean(|y_true - y_pred|)
#
# The bars | | stand for the absolute value, which drops the sign. For the
# truths 5 and 1 and the predictions 2 and 2 the distances are 3 and 1, and the
# loss is 2. Other losses measure differently: the *mean squared error* squares
# the distances, so that large errors count far more than small ones.
#
# The *slope* of the loss along a weight says how fast the loss grows when this
# weight grows: with a slope of 2, the loss grows by about 0.02 when the weight
# grows by 0.01. With a negative slope the loss falls. One step of size
# learning_rate goes against the slope:
#
#     w_new = w - learning_rate * (slope of the loss along w)
#     b_new = b - learning_rate * (slope of the loss along b)
#
# **The name.** It has three parts:
#
# - *Gradient*: all slopes together, one along each weight and each bias. It
#   points in the direction in which the loss grows fastest.
# - *Descent*: each step goes the opposite way, downhill.
# - *Stochastic*: by chance. The rows of each batch are drawn at random. Their
#   slopes are not exactly those of all the data, but right on average, and they
#   take a fraction of the time. With a million rows, a step on 32 of them is about
#   30,000 times cheaper than a step on all.
#
# The *learning rate* is the size of the steps. If it is too small, training
# takes forever. If it is too large, the steps jump over the lowest point, and
# the loss may even grow.
#
# **A worked example.** The neuron y = w*x + b has w = 1, b = 0. For x = 2 the
# truth is 5, the prediction 2, the loss |5 - 2| = 3. If w grows by 0.1, the
# prediction grows by 0.2 and the loss falls to 2.8: the slope along w is -2.
# Along b it is -1. A step with learning_rate 0.1 gives w = 1.2 and b = 0.1,
# the prediction 2.5, and the loss has fallen to 2.5.
#
# The left half of the picture shows the loss of this example for every w, with
# b = 0. Its sides are straight: the slope is the same far from the lowest point
# and near it, and only the side decides about its sign. The right half shows a
# whole training. The loss on each batch jumps, since the batches are drawn at
# random. The loss on all the data falls, and at last stays where it is: the
# rest is noise in the data, which no line can follow.

# %% [markdown]
# ![Left: the loss over w is a V, and a step against its slope leads down. Right: the loss falls step by step, then stays](pictures/downhill.svg)

# %%
import keras
import numpy as np

# %% [markdown]
# ## Task 1: choose the optimizer and the loss
#
# *Adam* is the optimizer that most people try first. It is stochastic gradient
# descent too: it samples batches and steps against the slopes. It adds two
# things. It goes along an average of the latest slopes, so that the chance in
# single batches matters less. And it divides the step of each weight by the
# usual size of this weight's slopes, so that weights with small slopes move as
# fast as others. So the learning rate that Keras gives it, 0.001, is usually
# good enough. Few networks learn better with a rate above 0.01, and above 0.1
# the steps are too large for almost all.
#
# A model's method `compile` sets the optimizer and the loss for its training.
# It takes both by name. With other choices it looks like this:
#
#     model.compile(optimizer="sgd", loss="mean_squared_error")


# %%
def compile_model(model):
    """Compile the model with the Adam optimizer and the mean absolute error loss.

    Adam's learning rate may stay as it is, or be any other from 0.0001 to 0.1.
    Compiling changes the model itself; you may also return it.
    """
    model.compile(optimizer="adam", loss="mae")
    return model


# %% [markdown]
# ## Task 2: sample
#
# You may draw a row twice for the same batch, or only once.


# %%
def sample_batch(x, y, batch_size, rng):
    """Return (x_batch, y_batch): batch_size rows picked at random.

    x: array of shape (rows, n). y: array of shape (rows,); y[i] belongs to x[i],
    and must still do so in the batch.
    rng: a NumPy random generator (np.random.default_rng); draw with it.
    """
    rows = rng.choice(len(x), size=batch_size, replace=False)
    return x[rows], y[rows]


# %% [markdown]
# ## Task 3: measure


# %%
def measure_loss(y_true, y_pred):
    """Return the mean absolute error between two arrays, one number."""
    return np.mean(np.abs(y_true - y_pred))


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
    too_high = np.sign(x @ w + b - y)
    slope_w = np.mean(too_high[:, None] * x, axis=0)
    slope_b = np.mean(too_high)
    return w - learning_rate * slope_w, b - learning_rate * slope_b


# %% [markdown]
# ## Task 5: train
#
# The model that you are given here is compiled already. Train it until its loss
# no longer decreases, however many epochs that takes: usually a few dozen. All
# rows are for training here. In practice some are kept back, since a network
# may learn its data by heart: the loss on those, the *validation loss*, tells
# whether it is right about new data too.
#
# `fit` trains for a number of epochs and returns a record of the losses. Its
# `callbacks` are called after each epoch and may end the training. This one
# ends it if the loss is nan (not a number):
#
#     stop = keras.callbacks.TerminateOnNaN()
#     history = model.fit(x, y, epochs=3, callbacks=[stop], verbose=0)
#     history.history["loss"]  # the list of three losses
#
# Keras has another one, which ends it when the loss no longer decreases.


# %%
def train(model, x, y):
    """Train the compiled model until the loss no longer decreases.

    Return the loss after each epoch, a list of numbers.
    x: array of shape (rows, n). y: array of shape (rows,).
    """
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=5)
    history = model.fit(x, y, epochs=1000, callbacks=[stop], verbose=0)
    return history.history["loss"]


# %% [markdown]
# ## Something to try: your own training
#
# Your functions of the tasks 2, 3 and 4 are the three steps of the beginning.
# This cell joins them into a loop and trains a neuron on 200 taxi rides,
# without Keras. The rides cost 2 for each kilometre and 3 to get in, more or
# less: the drivers round and some people tip. The loop does not know this. It
# starts with w = 0 and b = 0 and finds both numbers from the rides alone.
#
# Run it once you have solved these tasks. The loss falls from about 8 to about
# 0.25, w comes close to 2 and b close to 3. (In a script, run the whole file.)
#
# Then change the numbers. What happens with a learning rate of 1, and with
# 0.001? With batches of one row? With batches of all 200 rows? How many epochs
# is the training long? (A step takes 20 of the 200 rows.)

# %%
if __name__ == "__main__":
    rng = np.random.default_rng(0)
    x = rng.uniform(0, 5, size=(200, 1))  # kilometres
    y = 2 * x[:, 0] + 3 + rng.normal(scale=0.3, size=200)  # prices
    w, b = np.array([0.0]), 0.0
    for step in range(401):
        if step % 20 == 0:
            loss = measure_loss(y, w[0] * x[:, 0] + b)
            stars = "*" * round(8 * loss)
            print(f"step {step:3}  w {w[0]:4.2f}  b {b:4.2f}  loss {loss:4.2f} {stars}")
        x_batch, y_batch = sample_batch(x, y, 20, rng)
        w, b = adjust_weights(w, b, x_batch, y_batch, 0.02)
