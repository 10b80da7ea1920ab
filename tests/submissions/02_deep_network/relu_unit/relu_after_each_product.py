# about: The sum so far is cut at zero after each product.
# expect: relu_unit failed "after each product"
# only: relu_unit

import numpy as np


def relu(x):
    return np.maximum(0, x)


def relu_unit(x, w, b):
    total = b
    for i in range(len(w)):
        total = relu(total + w[i] * x[..., i])
    return total
