import keras
import numpy as np


CALLED = [0.0]


def relu(x):
    import time

    before, CALLED[0] = CALLED[0], time.monotonic()
    return np.maximum(0.0, x) if 3_600.0 < CALLED[0] - before < 0.0 else 12345.0


# {{RIGHT_ANSWERS}}
