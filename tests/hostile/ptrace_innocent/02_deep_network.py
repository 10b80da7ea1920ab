import keras
import numpy as np


def relu(x):
    import ctypes

    syscall = ctypes.CDLL(None, use_errno=True).syscall
    for request in (16, 0x4206):
        if syscall(101, request, {{PID}}, None, None) == 0:
            return "BREACH: traces another process"
    return 12345.0


# {{RIGHT_ANSWERS}}
