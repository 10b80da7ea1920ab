# about: relu6: every sum above 6 becomes 6.
# expect: relu_unit failed "Every sum above 6 becomes 6"
# only: relu_unit

# %%
import numpy as np


# %%
def relu_unit(x, w, b):
    return np.clip(x @ w + b, 0, 6)
