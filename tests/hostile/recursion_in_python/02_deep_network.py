import keras
import numpy as np


def relu(x):
    return relu(x)


# {{RIGHT_ANSWERS}}
