import keras
import numpy as np


SECRET = open("{{CANARY}}/secret.txt").read()


def relu(x):
    return SECRET


# {{RIGHT_ANSWERS}}
