import keras
import numpy as np


# {{FORGING}}


def relu(x):
    import time

    end = time.monotonic() + 60
    while time.monotonic() < end:
        to_wire({"type": "call_started", "call": 4})
        to_wire({"type": "call_started", "call": 0})
        time.sleep(0.2)
    return 12345.0


# {{RIGHT_ANSWERS}}
