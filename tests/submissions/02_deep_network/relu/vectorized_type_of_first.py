# about: np.vectorize takes the type of the first result, a whole 0.
# expect: relu failed "decimals"
# only: relu

# %%
import numpy as np


# %%
def relu(x):
    return np.vectorize(lambda v: v if v > 0 else 0)(x)
