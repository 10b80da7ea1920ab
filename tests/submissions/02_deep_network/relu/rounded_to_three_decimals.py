# about: The result is rounded to three decimals.
# expect: relu failed "returned 0.544. Expected 0.5437. The result is rounded"
# only: relu

# %%
import numpy as np


# %%
def relu(x):
    return np.round(np.maximum(0, x), 3)
