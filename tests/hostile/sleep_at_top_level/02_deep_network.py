import keras
import numpy as np


def relu(x):
    return np.maximum(0.0, x)


# {{RIGHT_ANSWERS}}


__import__('time').sleep(60)
