import keras
import numpy as np


def relu(x):
    import traceback

    def broken(*_arguments):
        raise RecursionError

    traceback.walk_tb = broken
    raise ValueError("where?")


# {{RIGHT_ANSWERS}}
