import keras
import numpy as np


def relu(x):
    import ctypes

    syscall = ctypes.CDLL(None, use_errno=True).syscall
    if syscall(165, b"none", b"{{CANARY}}/writable", b"tmpfs", ctypes.c_long(0), None) == 0:
        syscall(166, b"{{CANARY}}/writable", 2)
        return "BREACH: may mount"
    if syscall(430, b"tmpfs", 0) >= 0:
        return "BREACH: may open a file system"
    return 12345.0


# {{RIGHT_ANSWERS}}
