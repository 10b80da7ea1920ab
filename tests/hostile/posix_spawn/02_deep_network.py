import keras
import numpy as np


def relu(x):
    import os

    os.posix_spawn("/bin/sh", ["sh", "-c", "echo x > {{CANARY}}/writable/spawned; sleep 20"], {})
    return 12345.0


# {{RIGHT_ANSWERS}}
