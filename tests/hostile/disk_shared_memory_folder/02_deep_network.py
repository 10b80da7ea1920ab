import keras
import numpy as np


def relu(x):
    with open("/dev/shm/hostile-shared", "wb") as file:
        file.write(b"x" * 2**20)
    return "BREACH: wrote to /dev/shm"


# {{RIGHT_ANSWERS}}
