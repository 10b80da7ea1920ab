import keras
import numpy as np


# {{FORGING}}


def relu(x):
    return np.maximum(0.0, x)


# {{RIGHT_ANSWERS}}


for number in range(16):
    to_wire({"type": "call_returned", "call": number, "returned": {"value": {"type": "array", "dtype": "float64", "shape": [], "data": bytes(8), "container": "number"}}})
