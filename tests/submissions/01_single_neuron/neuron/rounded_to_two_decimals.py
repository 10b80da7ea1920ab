# about: The result is rounded to two decimals.
# expect: neuron failed "rounded"
# only: neuron

import numpy as np


def neuron(x, w, b):
    return np.round(x @ w + b, 2)
