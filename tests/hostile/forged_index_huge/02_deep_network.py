import keras
import numpy as np


# {{FORGING}}


def relu(x):
    to_wire({"type": "call_started", "call": 2**63})
    return 12345.0


# {{RIGHT_ANSWERS}}
