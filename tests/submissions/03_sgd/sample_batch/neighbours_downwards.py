# about: A batch begins at a random row and goes on with the rows before it.
# expect: sample_batch failed "neighbours"
# only: sample_batch

# %%
import numpy as np


# %%
def sample_batch(x, y, batch_size, rng):
    rows = (rng.integers(len(x)) - np.arange(batch_size)) % len(x)
    return x[rows], y[rows]
