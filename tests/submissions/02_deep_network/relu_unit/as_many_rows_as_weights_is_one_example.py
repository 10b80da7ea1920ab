# about: A square batch is taken for one example.
# expect: relu_unit failed
# only: relu_unit

import numpy as np


def relu_unit(x, w, b):
    if len(x) == len(w):
        return max(0.0, np.sum(x * w) + b)
    return np.array([max(0.0, np.sum(row * w) + b) for row in x])
