import keras
import numpy as np


def relu(x):
    import os

    class Bomb:
        def __reduce__(self):
            return os.system, ("touch {{CANARY}}/writable/unpickled",)

    return Bomb()


# {{RIGHT_ANSWERS}}
