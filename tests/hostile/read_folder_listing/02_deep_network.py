import keras
import numpy as np


def relu(x):
    import glob
    import os

    names = glob.glob("{{CANARY}}/*") + [name for found in os.walk("{{CANARY}}") for name in found[2]]
    if names:
        return f"BREACH: {names}"
    return str(os.listdir("{{CANARY}}"))


# {{RIGHT_ANSWERS}}
