# about: The slopes of the rows are added up; the text says mean.
# expect: adjust_weights failed "added up"
# only: adjust_weights

import numpy as np


def adjust_weights(w, b, x, y, learning_rate):
    sign = np.sign(x @ w + b - y)
    return w - learning_rate * (sign @ x), b - learning_rate * sign.sum()
