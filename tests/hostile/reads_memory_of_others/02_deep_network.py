import keras
import numpy as np


def relu(x):
    import ctypes

    syscall = ctypes.CDLL(None, use_errno=True).syscall
    import os

    buffer = ctypes.create_string_buffer(16)
    local = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 16)
    remote = (ctypes.c_size_t * 2)(id(None), 16)
    for pid in (os.getppid(), {{PID}}):
        count = syscall(310, pid, local, ctypes.c_long(1), remote, ctypes.c_long(1), ctypes.c_long(0))
        if count > 0 or ctypes.get_errno() == 14:
            return f"BREACH: reads the memory of {pid}"
    return 12345.0


# {{RIGHT_ANSWERS}}
