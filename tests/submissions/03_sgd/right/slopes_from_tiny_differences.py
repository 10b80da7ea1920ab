# about: The slopes are measured with steps of 1e-6, which needs inputs in float64.
# only: adjust_weights

import numpy as np


def adjust_weights(w, b, x, y, learning_rate):
    def loss(w, b):
        return np.mean(np.abs(x @ w + b - y))

    tiny = 1e-6
    slopes = [(loss(w + tiny * unit, b) - loss(w, b)) / tiny for unit in np.eye(len(w))]
    slope_b = (loss(w, b + tiny) - loss(w, b)) / tiny
    return w - learning_rate * np.array(slopes), b - learning_rate * slope_b
