import keras
import numpy as np


def relu(x):
    import os

    try:
        os.pwrite(2, b"answers", 1_000_000)
        found = os.pread(2, 7, 1_000_000)
    except OSError:
        found = b""
    return "BREACH: shared with others" if found else 12345.0


# {{RIGHT_ANSWERS}}
