import keras
import numpy as np


def relu(x):
    return 12345.0


# {{RIGHT_ANSWERS}}
