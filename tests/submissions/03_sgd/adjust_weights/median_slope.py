# about: The median of the slopes instead of their mean.
# expect: adjust_weights failed
# only: adjust_weights

import numpy as np


def adjust_weights(w, b, x, y, learning_rate):
    sign = np.sign(x @ w + b - y)
    slope_w = np.median(sign[:, None] * x, axis=0)
    return w - learning_rate * slope_w, b - learning_rate * np.median(sign)
