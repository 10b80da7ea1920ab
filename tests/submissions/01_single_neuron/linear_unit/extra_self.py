# about: The function has got a parameter self.
# expect: linear_unit error "parameters were changed" "linear_unit(x, w, b)" "linear_unit(self, x, w, b)"
# only: linear_unit

# %%
import keras
import numpy as np


def linear_unit(self, x, w, b):
    return w * x + b
