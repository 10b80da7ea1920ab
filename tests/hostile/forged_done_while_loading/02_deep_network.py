import keras
import numpy as np


# {{FORGING}}


def relu(x):
    return np.maximum(0.0, x)


# {{RIGHT_ANSWERS}}


to_wire({"type": "done"})
