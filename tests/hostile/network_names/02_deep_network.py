import keras
import numpy as np


def relu(x):
    import socket

    try:
        socket.getaddrinfo("localhost", {{PORT}})
    finally:
        socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    return "BREACH: made a netlink socket"

    return 12345.0


# {{RIGHT_ANSWERS}}
