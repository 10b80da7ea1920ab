# about: The bias loses its sign; a bias above zero stays as it is.
# expect: read_weights failed "The bias b is ["
# only: read_weights

# %%
import numpy as np


# %%
def read_weights(model):
    w, b = model.get_weights()
    return w, np.abs(b)
