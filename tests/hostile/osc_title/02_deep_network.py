import keras
import numpy as np


def relu(x):
    print("\x1b]0;owned\x07\x1b]8;;http://127.0.0.1\x07click\x1b]8;;\x07\x1b]9;hi\x07")


# {{RIGHT_ANSWERS}}
