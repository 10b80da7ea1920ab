import keras
import numpy as np


def relu(x):
    import os

    for path in ("/dev/mem", "/dev/kmsg", "/proc/kcore", "/dev/vda", "/dev/sda", "/proc/kmsg", "/dev/fuse", "/dev/tty"):
        try:
            os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
            return f"BREACH: opened {path}"
        except OSError:
            pass
    return 12345.0


# {{RIGHT_ANSWERS}}
