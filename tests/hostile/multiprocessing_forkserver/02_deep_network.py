import keras
import numpy as np


def relu(x):
    import multiprocessing
    import time

    process = multiprocessing.get_context("forkserver").Process(target=time.sleep, args=(20,))
    process.start()
    return 12345.0


# {{RIGHT_ANSWERS}}
