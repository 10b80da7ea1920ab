import keras
import numpy as np


def relu(x):
    raise (KeyboardInterrupt if np.ndim(x) else GeneratorExit)


# {{RIGHT_ANSWERS}}
