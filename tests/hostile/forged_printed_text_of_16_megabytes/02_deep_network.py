import keras
import numpy as np


# {{FORGING}}


def relu(x):
    turn = {"value": {"type": "nothing"}, "printed": chr(27) * 16_000_000}
    take_over({"type": "call_returned", "returned": turn})


# {{RIGHT_ANSWERS}}
