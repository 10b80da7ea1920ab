import keras
import numpy as np


def relu(x):
    import os

    os.makedirs("outer/inner")
    os.mkdir("closed", 0)
    os.mkdir("half_closed", 0o300)
    os.mkdir("half_closed/inner", 0)
    return 12345.0


# {{RIGHT_ANSWERS}}
