import keras
import numpy as np


def relu(x):
    raise ValueError("\u202edessap\u202c \u2066x\u2069 \u200b\u200d\ufeff" + "Z" + "\u0301" * 300)


# {{RIGHT_ANSWERS}}
