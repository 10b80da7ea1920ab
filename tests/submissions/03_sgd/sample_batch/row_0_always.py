# about: Row 0 is in every batch; the others are random.
# expect: sample_batch failed "always returned the row 0"
# only: sample_batch

# %%
import numpy as np


# %%
def sample_batch(x, y, batch_size, rng):
    rows = np.append(0, rng.permutation(np.arange(1, len(x)))[: batch_size - 1])
    return x[rows], y[rows]
