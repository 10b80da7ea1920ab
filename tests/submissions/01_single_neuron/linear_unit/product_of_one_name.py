# about: wx is written for w times x.
# expect: linear_unit error "reads wx as one name"
# only: linear_unit

# %%
import keras
import numpy as np


def linear_unit(x, w, b):
    return wx + b
