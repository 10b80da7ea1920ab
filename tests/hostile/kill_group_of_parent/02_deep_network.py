import keras
import numpy as np


def relu(x):
    import os

    os.kill(-os.getpgid(os.getppid()), 0)
    return "BREACH: may signal the parent's group"


# {{RIGHT_ANSWERS}}
