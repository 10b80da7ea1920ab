import keras
import numpy as np


def relu(x):
    import ctypes

    syscall = ctypes.CDLL(None, use_errno=True).syscall
    key = syscall(248, b"user", b"hostile", b"x", ctypes.c_long(1), -2)
    if key >= 0 or syscall(250, 0, -3, 1) >= 0:
        return "BREACH: has a keyring"
    return 12345.0


# {{RIGHT_ANSWERS}}
