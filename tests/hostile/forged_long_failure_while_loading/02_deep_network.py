import keras
import numpy as np


# {{FORGING}}


def relu(x):
    return np.maximum(0.0, x)


# {{RIGHT_ANSWERS}}


problem = {"kind": "exception", "type_name": "optimizer" * 9_000, "message": "x" * 16_000_000}
to_wire({"type": "statement_failed", "problem": problem})
