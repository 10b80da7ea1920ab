# about: Numbers up to 0.1 become 0.
# expect: relu failed
# only: relu

import numpy as np


def relu(x):
    return np.where(x > 0.1, x, 0.0) if np.ndim(x) else (x if x > 0.1 else 0.0)
