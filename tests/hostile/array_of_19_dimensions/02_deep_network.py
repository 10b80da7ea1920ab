import keras
import numpy as np


def relu(x):
    return np.ones((2,) * 19)


# {{RIGHT_ANSWERS}}
