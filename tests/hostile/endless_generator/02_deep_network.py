import keras
import numpy as np


def relu(x):
    while True:
        yield 12345.0


# {{RIGHT_ANSWERS}}
