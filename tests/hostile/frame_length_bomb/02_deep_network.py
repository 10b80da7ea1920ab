import keras
import numpy as np


# {{FORGING}}


def relu(x):
    to_wire(bytes([255, 255, 255, 255]) + b"x" * 100, raw=True)
    return 12345.0


# {{RIGHT_ANSWERS}}
