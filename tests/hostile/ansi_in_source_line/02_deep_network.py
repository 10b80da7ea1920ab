import keras
import numpy as np


def relu(x):
    raise ValueError("look")  # [2J[31m passed


# {{RIGHT_ANSWERS}}
