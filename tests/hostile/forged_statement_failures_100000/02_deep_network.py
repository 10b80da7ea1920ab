import keras
import numpy as np


# {{FORGING}}


def relu(x):
    import time

    end = time.monotonic() + 30
    for number in range(100_000):
        problem = {"kind": "exception", "type_name": "E", "message": f"{number} " + "x" * 1_000}
        to_wire({"type": "statement_failed", "problem": problem})
        if time.monotonic() > end:
            break
    return 12345.0


# {{RIGHT_ANSWERS}}
