# about: np.squeeze turns the weights of a model with one input into a number.
# expect: read_weights failed "w has one number. Expected shape (1,)"
# only: read_weights

# %%
import numpy as np


# %%
def read_weights(model):
    w, b = model.get_weights()
    return np.squeeze(w), np.squeeze(b)
