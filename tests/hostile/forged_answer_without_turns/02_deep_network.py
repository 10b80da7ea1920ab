import keras
import numpy as np


# {{FORGING}}


def relu(x):
    take_over({"type": "call_returned", "returned": {}})


# {{RIGHT_ANSWERS}}
