import keras
import numpy as np


# {{FORGING}}


def relu(x):
    value = {"type": "array", "dtype": "datetime64[s]", "shape": [], "data": b"A" * 8}
    take_over({"type": "call_returned", "returned": {"value": value}})


# {{RIGHT_ANSWERS}}
