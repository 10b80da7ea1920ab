import keras
import numpy as np


def relu(x):
    import socket

    for family, kind in ((2, 3), (17, 3), (16, 3), (40, 1), (31, 3), (38, 5), (1, 5)):
        try:
            socket.socket(family, kind)
            return f"BREACH: made a socket of family {family}"
        except OSError:
            pass

    return 12345.0


# {{RIGHT_ANSWERS}}
