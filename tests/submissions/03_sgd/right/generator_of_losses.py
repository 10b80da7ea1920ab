# about: train lists a generator that yields one loss after each epoch; answers with lambdas and
# about: decorators.

# %%
import functools

import keras
import numpy as np


# %%
def returns_model(function):
    @functools.wraps(function)
    def wrapper(model):
        function(model)
        return model
    return wrapper


@returns_model
def compile_model(model):
    model.compile(optimizer="adam", loss="mae"),


# %%
sample_batch = lambda x, y, batch_size, rng: (lambda rows: (x[rows], y[rows]))(rng.permuted(range(len(x)))[:batch_size])

# %%
measure_loss = lambda y_true, y_pred: np.mean(np.fabs(np.subtract(y_pred, y_true)))


# %%
def slope(s, x):
    return (s * x.T).mean(axis=1)


adjust_weights = lambda w, b, x, y, learning_rate: (
    w - learning_rate * slope(np.sign((x * w).sum(axis=1) + b - y), x),
    b - learning_rate * np.sign((x * w).sum(axis=1) + b - y).mean(),
)


# %%
def epochs(model, x, y, patience=4):
    best, left = float("inf"), patience
    while left:
        for start in range(0, len(x), 64):
            model.train_on_batch(x[start:start + 64], y[start:start + 64])
        model.reset_metrics()
        loss = float(model.test_on_batch(x, y))
        left = patience if loss < best else left - 1
        best = min(best, loss)
        yield loss


def train(model, x, y):
    return list(epochs(model, x, y))
