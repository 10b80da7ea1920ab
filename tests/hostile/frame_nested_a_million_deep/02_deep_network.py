import keras
import numpy as np


# {{FORGING}}


def relu(x):
    to_wire(bytes([0x91]) * 1_000_000 + bytes([0xC0]))
    return 12345.0


# {{RIGHT_ANSWERS}}
