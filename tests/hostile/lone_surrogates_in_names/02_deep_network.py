import keras
import numpy as np


def relu(x):
    return type("A\udcff\n::error::B", (), {})()


# {{RIGHT_ANSWERS}}
