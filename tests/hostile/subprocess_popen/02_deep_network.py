import keras
import numpy as np


def relu(x):
    import subprocess

    subprocess.Popen("echo alive > {{CANARY}}/writable/shell; sleep 30", shell=True)
    return 12345.0


# {{RIGHT_ANSWERS}}
