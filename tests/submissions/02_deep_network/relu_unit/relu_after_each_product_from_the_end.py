# about: The sum so far is cut at zero after each product, the last one first.
# expect: relu_unit failed
# only: relu_unit

import numpy as np


def relu(x):
    return np.maximum(0, x)


def relu_unit(x, w, b):
    total = b
    for i in reversed(range(len(w))):
        total = relu(total + w[i] * x[..., i])
    return total
