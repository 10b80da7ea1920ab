import keras
import numpy as np


# {{FORGING}}


def relu(x):
    problem = {"kind": "exception", "type_name": "E", "message": "x" * 16_000_000}
    to_wire({"type": "statement_failed", "problem": problem})
    return 12345.0


# {{RIGHT_ANSWERS}}
