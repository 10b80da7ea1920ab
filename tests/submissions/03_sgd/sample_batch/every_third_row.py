# about: A batch begins at a random row and goes on with every third row after it.
# expect: sample_batch failed "decides which rows follow"
# only: sample_batch

# %%
import numpy as np


# %%
def sample_batch(x, y, batch_size, rng):
    rows = (rng.integers(len(x)) + 3 * np.arange(batch_size)) % len(x)
    return x[rows], y[rows]
