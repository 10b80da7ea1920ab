import keras
import numpy as np


def relu(x):
    return np.zeros((0, 2**62), bool)


# {{RIGHT_ANSWERS}}
