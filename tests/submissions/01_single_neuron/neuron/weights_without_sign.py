# about: The sign of the weights is lost.
# expect: neuron failed
# only: neuron

import numpy as np


def neuron(x, w, b):
    return x @ np.abs(w) + b
