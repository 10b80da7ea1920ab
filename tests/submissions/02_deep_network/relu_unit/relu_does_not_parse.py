# about: relu has a syntax error, so relu_unit cannot call it.
# expect: relu_unit error "Earlier: SyntaxError" "line 11"
# expect: relu error "SyntaxError"
# only: relu, relu_unit

# %%
import keras
import numpy as np


def relu(x)
    return np.maximum(0.0, x)


def relu_unit(x, w, b):
    return relu(x @ w + b)
