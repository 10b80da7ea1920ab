# about: The slope is clipped to -1 to 1.
# expect: adjust_weights failed "w["
# only: adjust_weights

import numpy as np


def adjust_weights(w, b, x, y, learning_rate):
    sign = np.sign(x @ w + b - y)
    slope_w = np.clip(np.mean(sign[:, None] * x, axis=0), -1, 1)
    return w - learning_rate * slope_w, b - learning_rate * sign.mean()
