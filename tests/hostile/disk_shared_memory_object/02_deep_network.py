import keras
import numpy as np


def relu(x):
    from multiprocessing import shared_memory

    shared_memory.SharedMemory("hostile-object", create=True, size=2**20)
    return "BREACH: made shared memory"


# {{RIGHT_ANSWERS}}
