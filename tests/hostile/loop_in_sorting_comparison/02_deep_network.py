import keras
import numpy as np


def relu(x):
    import time

    class Slow:
        def __lt__(self, other):
            time.sleep(30)
            return True

    return sorted([Slow(), Slow(), Slow()])


# {{RIGHT_ANSWERS}}
