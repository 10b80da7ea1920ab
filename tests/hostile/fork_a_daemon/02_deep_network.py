import keras
import numpy as np


def relu(x):
    import os
    import time

    if os.fork() == 0:
        try:
            os.setsid()
            if os.fork() == 0:
                time.sleep(2)
                with open("{{CANARY}}/writable/daemon", "w") as file:
                    file.write("alive")
                time.sleep(20)
        finally:
            os._exit(0)
    return 12345.0


# {{RIGHT_ANSWERS}}
