import keras
import numpy as np


def relu(x):
    import ctypes

    syscall = ctypes.CDLL(None, use_errno=True).syscall
    if syscall(135, ctypes.c_ulong(0x0440000)) >= 0:
        syscall(135, ctypes.c_ulong(0))
        return "BREACH: changed its personality"
    return 12345.0


# {{RIGHT_ANSWERS}}
