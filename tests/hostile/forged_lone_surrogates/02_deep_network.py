import keras
import numpy as np


# {{FORGING}}


def relu(x):
    body = bytes([0x83, 0xA4]) + b"type" + bytes([0xAD]) + b"call_returned" + bytes([0xA4]) + b"call"
    body += bytes([0x00, 0xA8]) + b"returned" + bytes([0x81, 0xA5]) + b"value"
    body += bytes([0x82, 0xA4]) + b"type" + bytes([0xA4]) + b"text" + bytes([0xA4]) + b"text"
    to_wire(body + bytes([0xA3, 0xED, 0xA0, 0x80]))
    return 12345.0


# {{RIGHT_ANSWERS}}
