import keras
import numpy as np


def relu(x):
    import ctypes

    syscall = ctypes.CDLL(None, use_errno=True).syscall
    attributes = (ctypes.c_uint32 * 32)(0, 128)
    for number, arguments in (
        (321, (0, (ctypes.c_uint32 * 32)(2, 4, 4, 1), ctypes.c_long(128))),
        (298, (attributes, 0, -1, -1, ctypes.c_long(0))),
        (323, (0o2000000,)),
        (300, (0, 0)),
    ):
        if syscall(number, *arguments) >= 0:
            return f"BREACH: system call {number} is open"
    return 12345.0


# {{RIGHT_ANSWERS}}
