import keras
import numpy as np


def relu(x):
    import os

    for path in ("{{CANARY}}/secret.txt", "{{CANARY}}", "{{CANARY}}/writable"):
        try:
            os.utime(path, (1, 1))
        except OSError:
            pass

    return 12345.0


# {{RIGHT_ANSWERS}}
