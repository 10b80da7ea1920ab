import keras
import numpy as np


# {{FORGING}}


def relu(x):
    return np.maximum(0.0, x)


# {{RIGHT_ANSWERS}}


for _ in range(100_000):
    to_wire({"type": "statement_started", "cell": 0, "statement": 0})
