import keras
import numpy as np


def relu(x):
    import ctypes

    syscall = ctypes.CDLL(None, use_errno=True).syscall
    import os
    import time

    arguments = (ctypes.c_uint64 * 11)()
    arguments[4] = 17
    pid = syscall(435, arguments, ctypes.c_long(88))
    if pid == 0:
        try:
            time.sleep(20)
        finally:
            os._exit(0)
    return 12345.0 if pid < 0 else "BREACH: clone3 made a process"


# {{RIGHT_ANSWERS}}
