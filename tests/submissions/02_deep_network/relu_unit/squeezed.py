# about: np.squeeze turns the result for a batch of one row into a number.
# expect: relu_unit failed "A batch of one row gives one number"
# only: relu_unit

# %%
import numpy as np


# %%
def relu_unit(x, w, b):
    return np.maximum(0, np.squeeze(x @ w + b))
