# about: np.squeeze takes a batch of one row apart.
# expect: sample_batch failed "x_batch has shape (2,). Expected (1, 2)"
# only: sample_batch

# %%
import numpy as np


# %%
def sample_batch(x, y, batch_size, rng):
    rows = rng.permutation(len(x))[:batch_size]
    return np.squeeze(x[rows]), np.squeeze(y[rows])
