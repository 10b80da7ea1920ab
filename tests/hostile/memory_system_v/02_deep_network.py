import keras
import numpy as np


def relu(x):
    import ctypes

    syscall = ctypes.CDLL(None, use_errno=True).syscall
    identifier = syscall(29, 0, ctypes.c_long(2**20), 0o1600)
    if identifier >= 0:
        syscall(31, identifier, 0, None)
        return "BREACH: made System V shared memory"
    for number, arguments in ((68, (0, 0o1600)), (64, (0, 1, 0o1600))):
        identifier = syscall(number, *arguments)
        if identifier >= 0:
            syscall(71 if number == 68 else 66, identifier, 0, 0)
            return "BREACH: made a System V queue or semaphore"
    return 12345.0


# {{RIGHT_ANSWERS}}
