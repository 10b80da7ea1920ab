import keras
import numpy as np


def relu(x):
    import os

    parent = os.getppid()
    for path in (f"/proc/{parent}/mem", f"/proc/{parent}/maps", f"/proc/{parent}/fd/0"):
        try:
            open(path, "rb").close()
            return f"BREACH: opened {path}"
        except OSError:
            pass
    return 12345.0


# {{RIGHT_ANSWERS}}
