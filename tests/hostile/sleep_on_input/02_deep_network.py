import keras
import numpy as np


def relu(x):
    return float(input('how many? '))


# {{RIGHT_ANSWERS}}
