import keras
import numpy as np


def relu(x):
    import ctypes

    syscall = ctypes.CDLL(None, use_errno=True).syscall
    parameters = ctypes.create_string_buffer(120)
    ring = syscall(425, 4, parameters)
    return 12345.0 if ring < 0 else "BREACH: made an io_uring"


# {{RIGHT_ANSWERS}}
