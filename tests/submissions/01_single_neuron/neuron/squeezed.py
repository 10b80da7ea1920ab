# about: np.squeeze turns the result for a batch of one row into a number.
# expect: neuron failed "A batch of one row gives one number"
# only: neuron

# %%
import numpy as np


# %%
def neuron(x, w, b):
    return np.squeeze(np.reshape(x, (-1, len(w))) @ w + b)
