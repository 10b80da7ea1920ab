import keras
import numpy as np


def relu(x):
    import time

    class Endless(Exception):
        def __str__(self):
            time.sleep(60)

    raise Endless


# {{RIGHT_ANSWERS}}
