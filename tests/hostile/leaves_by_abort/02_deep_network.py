import keras
import numpy as np


def relu(x):
    __import__('os').abort()


# {{RIGHT_ANSWERS}}
