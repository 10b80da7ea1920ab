import keras
import numpy as np


def relu(x):
    print("".join(map(chr, range(160))))


# {{RIGHT_ANSWERS}}
