import keras
import numpy as np


def relu(x):
    import os

    os.setxattr("{{CANARY}}/secret.txt", "user.hostile", b"x")

    return 12345.0


# {{RIGHT_ANSWERS}}
