import keras
import numpy as np


def relu(x):
    if np.ndim(x):
        raise ValueError("\udcff\ud800")
    return "\ud83d" + "x" * 10


# {{RIGHT_ANSWERS}}
