# about: The result is rounded to two decimals.
# expect: linear_unit failed "rounded"
# only: linear_unit

import numpy as np


def linear_unit(x, w, b):
    return np.round(w * x + b, 2)
