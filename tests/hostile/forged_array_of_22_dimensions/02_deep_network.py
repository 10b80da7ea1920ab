import keras
import numpy as np


# {{FORGING}}


def relu(x):
    value = {"type": "array", "dtype": "bool", "shape": [2] * 22, "data": bytes(2**22)}
    take_over({"type": "call_returned", "returned": {"value": value}})


# {{RIGHT_ANSWERS}}
