# about: The rows of x lose their sign.
# expect: sample_batch failed "which is not in x"
# only: sample_batch

# %%
import numpy as np


# %%
def sample_batch(x, y, batch_size, rng):
    rows = rng.permutation(len(x))[:batch_size]
    return np.abs(x[rows]), y[rows]
