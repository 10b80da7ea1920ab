import keras
import numpy as np


# {{FORGING}}


def relu(x):
    import threading
    import time

    def later():
        end = time.monotonic() + 3
        while time.monotonic() < end:
            time.sleep(0.01)
            to_wire({"type": "call_returned", "call": 0, "returned": {"value": {"type": "nothing"}}})
            to_wire({"type": "passed"})

    threading.Thread(target=later, daemon=True).start()
    return 12345.0


# {{RIGHT_ANSWERS}}
