import keras
import numpy as np


def relu(x):
    import ctypes

    syscall = ctypes.CDLL(None, use_errno=True).syscall
    import os

    opened = []
    for number in (312, 179, 313, 175, 134, 153, 154, 205, 323, 425, 447, 440, 448):
        result = syscall(number, ctypes.c_long(-1), ctypes.c_long(-1), None, None, ctypes.c_long(0))
        if result >= 0:
            opened.append(number)
    return f"BREACH: {opened}" if opened else 12345.0


# {{RIGHT_ANSWERS}}
