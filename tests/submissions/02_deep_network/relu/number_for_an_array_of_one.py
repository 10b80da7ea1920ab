# about: An array of one element gives a number.
# expect: relu failed "shape (1,)"
# only: relu

import numpy as np


def relu(x):
    result = np.maximum(0.0, x)
    return result.item() if np.size(x) == 1 else result
