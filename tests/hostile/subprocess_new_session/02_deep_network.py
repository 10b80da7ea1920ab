import keras
import numpy as np


def relu(x):
    import subprocess

    subprocess.Popen(["/bin/sleep", "30"], start_new_session=True)
    return 12345.0


# {{RIGHT_ANSWERS}}
