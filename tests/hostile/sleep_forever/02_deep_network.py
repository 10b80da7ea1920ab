import keras
import numpy as np


def relu(x):
    import time

    time.sleep(60)
    return 12345.0


# {{RIGHT_ANSWERS}}
