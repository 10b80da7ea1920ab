import keras
import numpy as np


# {{FORGING}}


def relu(x):
    text = "x" * 5_000_000
    problem = {"kind": "exception", "type_name": text, "message": text, "file": text, "line": 2**60, "source": text}
    take_over({"type": "call_failed", "problem": problem})


# {{RIGHT_ANSWERS}}
