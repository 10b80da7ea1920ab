# about: The mean sign is multiplied by the mean input.
# expect: adjust_weights failed
# only: adjust_weights

import numpy as np


def adjust_weights(w, b, x, y, learning_rate):
    sign = np.sign(x @ w + b - y)
    slope_w, slope_b = sign.mean() * x.mean(axis=0), sign.mean()
    return w - learning_rate * slope_w, b - learning_rate * slope_b
