import keras
import numpy as np


def relu(x):
    raise SyntaxError("look", ("{{CANARY}}/secret.txt", 1, 1, None))


# {{RIGHT_ANSWERS}}
