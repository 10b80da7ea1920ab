import keras
import numpy as np


def relu(x):
    return "x" * 200_000_000


# {{RIGHT_ANSWERS}}
