import keras
import numpy as np


def relu(x):
    first, second = ValueError("first"), ValueError("second")
    first.__cause__ = first.__context__ = second
    second.__cause__ = second.__context__ = first
    raise first


# {{RIGHT_ANSWERS}}
