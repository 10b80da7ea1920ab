import keras
import numpy as np


def relu(x):
    print("e" + "\u0301" * 1_000 + "\n" + "\u0489" * 1_000)
    return "a" + "\u0e49\u20dd\u1161" * 600


# {{RIGHT_ANSWERS}}
