# about: The first row and the step to the next row are random, and nothing else.
# expect: sample_batch failed "equally far apart"
# only: sample_batch

# %%
import numpy as np


# %%
def sample_batch(x, y, batch_size, rng):
    first, step = rng.integers(0, len(x), 2)
    rows = (first + step * np.arange(batch_size)) % len(x)
    return x[rows], y[rows]
