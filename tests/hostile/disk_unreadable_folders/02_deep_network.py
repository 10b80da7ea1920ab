import keras
import numpy as np


def relu(x):
    import os

    os.makedirs("locked/inside")
    open("locked/inside/file", "w").close()
    os.chmod("locked/inside", 0)
    os.chmod("locked", 0)
    os.mkdir(b"\xff\xfe\n\x1b[2J")
    return 12345.0


# {{RIGHT_ANSWERS}}
