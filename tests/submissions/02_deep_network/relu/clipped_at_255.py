# about: Everything above 255 becomes 255.
# expect: relu failed "returned 255. Expected 612.6"
# only: relu

# %%
import numpy as np


# %%
def relu(x):
    return np.clip(x, 0, 255)
