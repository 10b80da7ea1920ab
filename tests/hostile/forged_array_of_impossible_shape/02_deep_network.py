import keras
import numpy as np


# {{FORGING}}


def relu(x):
    value = {"type": "array", "dtype": "float32", "shape": [0, 2**63], "data": b""}
    take_over({"type": "call_returned", "returned": {"value": value}})


# {{RIGHT_ANSWERS}}
