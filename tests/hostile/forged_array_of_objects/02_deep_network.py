import keras
import numpy as np


# {{FORGING}}


def relu(x):
    value = {"type": "array", "dtype": "object", "shape": [], "data": b"A" * 8}
    take_over({"type": "call_returned", "returned": {"value": value}})


# {{RIGHT_ANSWERS}}
