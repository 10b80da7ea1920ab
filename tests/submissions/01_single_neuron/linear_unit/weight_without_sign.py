# about: The sign of the weight is lost.
# expect: linear_unit failed
# only: linear_unit

import numpy as np


def linear_unit(x, w, b):
    return abs(w) * x + b
