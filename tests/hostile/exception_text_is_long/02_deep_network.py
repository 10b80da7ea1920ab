import keras
import numpy as np


def relu(x):
    raise ValueError("x" * 10**7 if np.ndim(x) else "\n" * 10**6)


# {{RIGHT_ANSWERS}}
