# about: A batch is recognised by its number of rows, so a square one is taken for one example.
# expect: neuron failed
# only: neuron

import numpy as np


def neuron(x, w, b):
    if len(x) == len(w):
        return np.sum(x * w) + b
    return np.array([np.sum(row * w) + b for row in x])
