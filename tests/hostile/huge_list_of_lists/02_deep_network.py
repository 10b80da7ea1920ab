import keras
import numpy as np


def relu(x):
    return [[0.0] * 9_999] * 9_999


# {{RIGHT_ANSWERS}}
