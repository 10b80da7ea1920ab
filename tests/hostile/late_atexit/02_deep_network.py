import keras
import numpy as np


def relu(x):
    return np.maximum(0.0, x)


# {{RIGHT_ANSWERS}}


import atexit

atexit.register(lambda: open("{{CANARY}}/writable/atexit", "w").write("late"))
