import keras
import numpy as np


def relu(x):
    import socket

    server = socket.create_server(("127.0.0.1", 0))
    return f"BREACH: listens on {server.getsockname()}"

    return 12345.0


# {{RIGHT_ANSWERS}}
