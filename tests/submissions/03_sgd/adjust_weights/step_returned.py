# about: Returns the step instead of the new weights.
# expect: adjust_weights failed "the step itself"
# only: adjust_weights

import numpy as np


def adjust_weights(w, b, x, y, learning_rate):
    sign = np.sign(x @ w + b - y)
    return learning_rate * np.mean(sign[:, None] * x, axis=0), learning_rate * sign.mean()
