import keras
import numpy as np


def relu(x):
    import ctypes
    import os
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (2**20, 2**20))
        os.chdir("{{CANARY}}/writable")
    except (OSError, ValueError):
        pass
    ctypes.string_at(0)

    return 12345.0


# {{RIGHT_ANSWERS}}
