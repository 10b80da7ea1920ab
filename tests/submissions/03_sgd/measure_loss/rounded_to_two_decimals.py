# about: The result is rounded to two decimals.
# expect: measure_loss failed "rounded"
# only: measure_loss

import numpy as np


def measure_loss(y_true, y_pred):
    return round(float(np.mean(np.abs(y_true - y_pred))), 2)
