# about: The rows of y lose their sign.
# expect: sample_batch failed "must contain the same rows"
# only: sample_batch

# %%
import numpy as np


# %%
def sample_batch(x, y, batch_size, rng):
    rows = rng.permutation(len(x))[:batch_size]
    return x[rows], np.abs(y[rows])
