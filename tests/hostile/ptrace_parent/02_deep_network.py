import keras
import numpy as np


def relu(x):
    import ctypes

    syscall = ctypes.CDLL(None, use_errno=True).syscall
    import os

    if syscall(101, 0x4206, os.getppid(), None, None) == 0:
        syscall(101, 17, os.getppid(), None, None)
        return "BREACH: traces its parent"
    if syscall(101, 0, 0, None, None) == 0:
        return "BREACH: is traced"
    return 12345.0


# {{RIGHT_ANSWERS}}
