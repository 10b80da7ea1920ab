"""Shared by the cases that attack `compile_model` or `train`: right answers to the tasks between.

The harness inserts what follows the import where a case contains `# {{RIGHT_SGD_ANSWERS}}`. The
case imports numpy itself.
"""

import numpy as np


def sample_batch(x, y, batch_size, rng):
    rows = rng.choice(len(x), size=batch_size, replace=False)
    return x[rows], y[rows]


def measure_loss(y_true, y_pred):
    return np.mean(np.abs(y_true - y_pred))


def adjust_weights(w, b, x, y, learning_rate):
    too_high = np.sign(x @ w + b - y)
    slope_w = np.mean(too_high[:, None] * x, axis=0)
    slope_b = np.mean(too_high)
    return w - learning_rate * slope_w, b - learning_rate * slope_b
