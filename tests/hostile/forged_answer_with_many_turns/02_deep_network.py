import keras
import numpy as np


# {{FORGING}}


def relu(x):
    turn = {"value": {"type": "array", "dtype": "float64", "shape": [], "data": bytes(8), "container": "number"}, "printed": "x"}
    take_over({"type": "call_returned", "returns": [turn] * 100_000})


# {{RIGHT_ANSWERS}}
