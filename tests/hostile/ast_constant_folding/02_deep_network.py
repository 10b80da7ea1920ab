import keras
import numpy as np


def relu(x):
    return 12345.0


# {{RIGHT_ANSWERS}}


POWER = lambda: (((2 ** 4000) ** 4000) ** 4000)
TEXT = lambda: 'x' * 10**12
