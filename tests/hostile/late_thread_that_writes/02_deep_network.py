import keras
import numpy as np


def relu(x):
    return np.maximum(0.0, x)


# {{RIGHT_ANSWERS}}


import threading
import time

def later():
    for _ in range(60):
        time.sleep(1)
        try:
            open("{{CANARY}}/writable/thread", "w").write("late")
        except OSError:
            pass

threading.Thread(target=later).start()
