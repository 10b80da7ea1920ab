import keras
import numpy as np


def relu(x):
    import os

    os.kill(-1, 0)
    return "BREACH: may signal everyone"


# {{RIGHT_ANSWERS}}
