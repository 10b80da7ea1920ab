# about: The weights are sorted.
# expect: read_weights failed "The weights w are"
# only: read_weights

# %%
import numpy as np


# %%
def read_weights(model):
    w, b = model.get_weights()
    return np.sort(w, axis=0), b
