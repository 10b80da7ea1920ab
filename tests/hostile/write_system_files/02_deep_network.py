import keras
import numpy as np


def relu(x):
    import os

    for path in ("/etc/passwd", "/etc/ld.so.preload", "/etc/hosts", "/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger"):
        try:
            os.close(os.open(path, os.O_WRONLY))
            return "BREACH: may write " + path
        except OSError:
            pass

    return 12345.0


# {{RIGHT_ANSWERS}}
