import keras
import numpy as np


def relu(x):
    import os

    os.execv("/bin/sh", ["sh", "-c", "echo x > {{CANARY}}/writable/executed"])


# {{RIGHT_ANSWERS}}
