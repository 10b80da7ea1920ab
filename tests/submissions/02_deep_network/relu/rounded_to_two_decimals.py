# about: The result is rounded to two decimals.
# expect: relu failed "rounded"
# only: relu

import numpy as np


def relu(x):
    return np.round(np.maximum(0.0, x), 2)
