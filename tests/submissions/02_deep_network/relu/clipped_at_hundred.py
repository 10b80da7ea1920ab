# about: Everything above 100 becomes 100.
# expect: relu failed "Everything above 100 becomes 100"
# only: relu

# %%
import numpy as np


# %%
def relu(x):
    return np.clip(x, 0, 100)
