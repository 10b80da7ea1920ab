import keras
import numpy as np


def relu(x):
    print("\ud800 \udfff \udcff" * 100)


# {{RIGHT_ANSWERS}}
