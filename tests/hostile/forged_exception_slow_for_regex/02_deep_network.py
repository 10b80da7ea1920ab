import keras
import numpy as np


# {{FORGING}}


def relu(x):
    problem = {"kind": "exception", "type_name": "ValueError", "message": "optimizer" * 60_000}
    take_over({"type": "call_failed", "problem": problem})


# {{RIGHT_ANSWERS}}
