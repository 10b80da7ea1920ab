import keras
import numpy as np


# {{FORGING}}


def relu(x):
    to_wire({"type": "call_started", "call": -1})
    to_wire({"type": "call_failed", "call": -1, "problem": {"kind": "exit"}})
    return 12345.0


# {{RIGHT_ANSWERS}}
