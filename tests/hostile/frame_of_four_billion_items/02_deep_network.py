import keras
import numpy as np


# {{FORGING}}


def relu(x):
    to_wire(bytes([0xDD, 255, 255, 255, 255]) + b"x" * 1_000)
    return 12345.0


# {{RIGHT_ANSWERS}}
