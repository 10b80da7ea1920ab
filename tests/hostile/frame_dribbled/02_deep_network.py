import keras
import numpy as np


# {{FORGING}}


def relu(x):
    import time

    to_wire(bytes([0, 16, 0, 0]), raw=True)
    for _ in range(300):
        to_wire(b"x", raw=True)
        time.sleep(0.2)


# {{RIGHT_ANSWERS}}
