# about: w @ x is tried first, which fits a square batch as well.
# expect: neuron failed
# only: neuron

import numpy as np


def neuron(x, w, b):
    try:
        return np.dot(w, x) + b
    except ValueError:
        return np.dot(x, w) + b
