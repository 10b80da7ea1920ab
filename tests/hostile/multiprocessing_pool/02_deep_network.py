import keras
import numpy as np


def relu(x):
    import multiprocessing

    process = multiprocessing.get_context("fork").Process(target=__import__("time").sleep, args=(20,))
    process.start()
    return 12345.0


# {{RIGHT_ANSWERS}}
