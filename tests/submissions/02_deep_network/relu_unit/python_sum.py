# about: Python's sum adds a table up down its columns.
# expect: relu_unit failed "down the columns"
# only: relu_unit

# %%
import keras
import numpy as np


def relu_unit(x, w, b):
    return np.maximum(0.0, sum(x * w) + b)
