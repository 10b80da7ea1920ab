import keras
import numpy as np


def relu(x):
    import os

    os.chroot("/")
    return "BREACH: may change its root"


# {{RIGHT_ANSWERS}}
