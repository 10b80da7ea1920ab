import keras
import numpy as np


# {{FORGING}}


def relu(x):
    value = {"type": "array", "dtype": "i4,(2,3)f8", "shape": [], "data": b"A" * 8}
    take_over({"type": "call_returned", "returned": {"value": value}})


# {{RIGHT_ANSWERS}}
