import keras
import numpy as np


LONG = "\U000e0041" * 20_000


def relu(x):
    print("\ud800" * 20_000)
    if np.ndim(x):
        return LONG
    raise type(LONG, (Exception,), {})(LONG)


# {{RIGHT_ANSWERS}}
