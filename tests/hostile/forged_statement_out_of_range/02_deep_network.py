import keras
import numpy as np


# {{FORGING}}


def relu(x):
    import os

    to_wire({"type": "statement_started", "cell": 99, "statement": -1})
    os._exit(0)


# {{RIGHT_ANSWERS}}
