import keras
import numpy as np


def relu(x):
    import os
    import pty
    import time

    pid, _ = pty.fork()
    if pid == 0:
        try:
            time.sleep(20)
        finally:
            os._exit(0)
    return 12345.0


# {{RIGHT_ANSWERS}}
