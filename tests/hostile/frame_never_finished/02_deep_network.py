import keras
import numpy as np


# {{FORGING}}


def relu(x):
    import time

    to_wire(bytes([0, 16, 0, 0]) + b"x" * 10, raw=True)
    time.sleep(60)


# {{RIGHT_ANSWERS}}
