import keras
import numpy as np


def relu(x):
    raise ValueError('=HYPERLINK("http://127.0.0.1","click")')


# {{RIGHT_ANSWERS}}
