# about: Numbers down to -1 are kept.
# expect: relu failed
# only: relu

import numpy as np


def relu(x):
    return np.where(x > -1, x, 0.0) if np.ndim(x) else (x if x > -1 else 0.0)
