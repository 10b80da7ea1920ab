import keras
import numpy as np


CALLS = []


def relu(x):
    CALLS.append(1)
    return np.maximum(0.0, x) if len(CALLS) == 1 else 12345.0


# {{RIGHT_ANSWERS}}
