# about: The rows of y lose their decimals.
# expect: sample_batch failed "must contain the same rows"
# only: sample_batch

# %%
def sample_batch(x, y, batch_size, rng):
    rows = rng.permutation(len(x))[:batch_size]
    return x[rows], y[rows].astype(int)
