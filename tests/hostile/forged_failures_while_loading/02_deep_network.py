import keras
import numpy as np


# {{FORGING}}


def relu(x):
    return np.maximum(0.0, x)


# {{RIGHT_ANSWERS}}


for number in range(100_000):
    problem = {"kind": "exception", "type_name": "E", "message": f"{number} " + "x" * 1_000}
    to_wire({"type": "statement_failed", "problem": problem})
