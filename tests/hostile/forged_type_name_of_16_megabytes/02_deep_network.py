import keras
import numpy as np


# {{FORGING}}


def relu(x):
    value = {"type": "other", "type_name": "x" * 16_000_000}
    take_over({"type": "call_returned", "returned": {"value": value}})


# {{RIGHT_ANSWERS}}
